import JSON

/// One page of a search. MLflow leaves an empty list out altogether: `{}` is "nothing found".
public struct MLflowPage<Item: Readable>: Sendable, Readable {
    /// What was found.
    public var items: [Item]
    /// Names the next page; opaque, `nil` on the last.
    public var next: String?

    /// Reads the one list of the answer, whatever it is called (`runs`, `experiments`, `metrics`, `model_versions`).
    public init(_ json: Element) throws {
        items = []
        for (name, value) in json.members {
            if name == "next_page_token" {
                if let token = value.string, !token.isEmpty { next = token }
            } else {
                items += try value.list(Item.self)
            }
        }
    }
}
