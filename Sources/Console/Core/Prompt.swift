/// The line being typed in at the foot of the screen: a pane's filter, or a search in a page.
struct Prompt: Equatable, Sendable {
    /// What the text is for.
    enum Purpose: Equatable, Sendable {
        /// Filters the pane; what it was filtered by before, for Esc.
        case filter(pane: Int, before: Filter)
        /// Searches the page on top.
        case search
    }
    var purpose: Purpose
    var field: Field
}
