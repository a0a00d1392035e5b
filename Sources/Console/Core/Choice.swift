import Operations
import Triage

/// What a person chose. Named for what happened; panes and pages decide what follows.
public enum Choice: Sendable, Equatable {
    /// The selection or the text was moved.
    case moved(Motion)
    /// A step to the left or right: sideways in a text, to the next tab, or to the next pane.
    case shifted(Int)
    /// The selected thing was opened, or a thing named elsewhere.
    case enteredSelection
    case opened(Target)
    /// Out of what was entered last.
    case wentBack
    /// A pane was focused by its number from 1, or the next one.
    case focused(Int)
    case focusMoved(Int)
    /// A tab of a page by its number from 1.
    case tabChosen(Int)
    /// The focused pane takes the whole screen, or gives it back.
    case zoomed
    /// Typing a filter, a search in a text, or palette text began.
    case filterOpened, searchOpened, paletteOpened, contextsOpened, helpOpened
    /// Next or previous match.
    case matchMoved(Int)
    /// A context was chosen for what has no selection.
    case contextChosen(String)
    /// A theme was chosen; live at once.
    case themeChosen(String)
    /// A triage was asked for.
    case triageAsked(Subject, question: String?)
    /// A triage that runs was stopped, by its number.
    case triageStopped(Int)
    /// The log of a thing was asked for.
    case logAsked(LogSource)
    /// A pod's YAML was asked for.
    case yamlAsked(Target)
    /// An operation was asked for that has to be told something first.
    case questionAsked(Question.Asking, title: String, subject: String)
    /// An operation was asked for: its plan is to be shown. A plan that was shown was confirmed.
    case operationAsked(OperationRequest, title: String, subject: String)
    case planConfirmed(Plan, typed: String?)
    /// What can be done with the selection was asked for.
    case actionsOpened
    /// Text was chosen to be copied.
    case copied(String)
    /// The log view: follow, wrap.
    case followToggled, wrapToggled, timesToggled
    /// The report: findings whole or folded.
    case foldToggled
    /// Reports with these words.
    case reportsSearched(String)
    /// A lab scenario was chosen.
    case scenarioChosen(String)
    /// The banner was put away.
    case bannerDismissed
    /// To the shell for a while, paint again, leave.
    case suspended, redrawAsked, quitAsked
}
