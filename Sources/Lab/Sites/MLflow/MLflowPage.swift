import Foundation

/// Paging as MLflow does it: the token is base64 of `{"offset": n}`.
struct MLflowPage {
    var offset: Int
    var size: Int

    /// Reads a token; an empty one is the first page.
    init(token: String?, size: Int) throws(MLflowError) {
        self.size = size
        guard let token, !token.isEmpty else {
            offset = 0
            return
        }
        // Python's decoder throws away what is not in the alphabet and so often ends with nothing.
        let bytes = Data(base64Encoded: token, options: .ignoreUnknownCharacters).map(Array.init) ?? []
        guard let offset = JSON(parsing: bytes)?["offset"]?.int else {
            throw .invalid("Invalid page token, decoded value=b'\(String(decoding: bytes, as: UTF8.self))'")
        }
        self.offset = Int(offset)
    }

    /// The token of the page after a full one. MLflow gives one even when nothing is left; the next page is then empty.
    func next(after count: Int) -> JSON? {
        count == size ? .string(Data("{\"offset\": \(offset + count)}".utf8).base64EncodedString()) : nil
    }

    /// The slice of `all` that this page shows.
    func slice<T>(_ all: [T]) -> [T] { Array(all.dropFirst(max(0, offset)).prefix(size)) }
}
