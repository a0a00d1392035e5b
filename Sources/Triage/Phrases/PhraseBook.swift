/// What a text is about, by the fixed words that runtimes, libraries and servers print. One pass over the bytes for all phrases.
struct PhraseBook: Sendable {
    /// Kinds of things that go wrong. In this order they are asked for: what is named first says more than what comes after it.
    enum Topic: Int, CaseIterable, Sendable {
        /// A saved model that this program cannot read.
        case model
        /// Something that the program imports and that is not in its image.
        case absent
        /// A disk without room.
        case disk
        /// Stored data that the program does not accept.
        case data
        /// What data is told apart by, and that two of it do not fit.
        case mark, differing
        /// A certificate of somebody else that is not valid or not trusted.
        case certificate
        /// A login or a right that is refused.
        case login
        /// A name of the network that has no address.
        case unnamed
        /// A service that does not answer.
        case away
        /// Configuration that is missing or not understood.
        case configuration
        /// Memory that the process itself could not get.
        case memory
        /// A training whose loss or gradients are no numbers any more.
        case training
        /// A program that ends by an error of its own.
        case crash
        /// Words of somebody who goes on without what failed.
        case tolerated
        /// Words of somebody who only lacks what another error took away.
        case consequence
        /// Words of a model being loaded, and of a file that is not there: together the model is missing.
        case modelFile, noFile
        /// A file that holds configuration.
        case configurationFile
        /// Words for a setting, and that something is not there: together a setting is missing.
        case setting, lacking
        /// Who only watches: telemetry, and clients of the container that went away.
        case bystander
    }

    static let shared = PhraseBook(
        [
            .model: models, .unnamed: unnamedInSteps + "\n" + unnamed, .login: loginsInSteps + "\n" + logins,
            .certificate: certificatesInSteps + "\n" + certificates, .away: awayInSteps + "\n" + away, .absent: absent,
            .configuration: configuration, .disk: disk, .data: data, .mark: marks, .differing: differing, .memory: memory, .training: training,
            .crash: crashes, .tolerated: tolerated,
            .consequence: consequences,
            .modelFile: modelFiles, .noFile: noFile, .configurationFile: configurationFiles, .setting: settings, .lacking: lacking,
            .bystander: bystanders,
        ])

    private struct Phrase {
        var topic: Topic, text: [UInt8]
    }

    /// Phrases by their first two bytes.
    private var buckets: [Int32] = Array(repeating: -1, count: 65_536)
    private var lists: [[Phrase]] = []

    /// - Parameter words: phrases in lower case, one a line.
    init(_ words: [Topic: String]) {
        for topic in Topic.allCases {
            for line in (words[topic] ?? "").split(separator: "\n") where line.utf8.count > 1 {
                let text = Array(line.utf8), key = Int(text[0]) << 8 | Int(text[1])
                if buckets[key] < 0 {
                    buckets[key] = Int32(lists.count)
                    lists.append([])
                }
                lists[Int(buckets[key])].append(Phrase(topic: topic, text: text))
            }
        }
    }

    /// What a text is about, and where the first words that say so stand, in bytes.
    struct Found: Sendable {
        fileprivate(set) var places: [Topic: Range<Int>] = [:]
        func has(_ topics: Topic...) -> Bool { topics.contains { places[$0] != nil } }
    }

    /// - Parameter text: in lower case.
    func look(into text: String) -> Found {
        var found = Found()
        var text = text
        text.withUTF8 { bytes in
            guard bytes.count > 1 else { return }
            for index in 0..<bytes.count - 1 {
                let list = buckets[Int(bytes[index]) << 8 | Int(bytes[index + 1])]
                guard list >= 0 else { continue }
                for phrase in lists[Int(list)] where found.places[phrase.topic] == nil && index + phrase.text.count <= bytes.count {
                    var at = 2
                    while at < phrase.text.count, bytes[index + at] == phrase.text[at] { at += 1 }
                    if at == phrase.text.count { found.places[phrase.topic] = index..<index + at }
                }
            }
        }
        return found
    }

    /// `status: 401`, `code=401`: a status of HTTP in the words around it, so that `took 401 ms` is none.
    static func statuses(_ codes: Int...) -> String {
        let before = [
            "status ", "status: ", "status=", "status\":", "status\": ", "status code ", "status code: ", "status_code=", "statuscode: ",
            "statuscode=",
            "statuscode\":", "code ", "code: ", "code=", "http ", "http/1.1 ", "http/2 ", "http/2.0 ", "returned ", "responded with ", "answered ",
            "response: ", "got ", "error ", "failed with ", "httperror: ",
        ]
        return codes.map { code in before.map { $0 + String(code) }.joined(separator: "\n") }.joined(separator: "\n")
    }
}
