import GRDB
import Host

/// What a model may cost: requests a minute and a day, tokens a month, in UTC.
public struct SpendingLimits: Sendable, Equatable {
    /// Requests within sixty seconds; within a calendar day.
    public var requestsPerMinute: Int, requestsPerDay: Int
    /// Tokens, in and out, within a calendar month.
    public var tokensPerMonth: Int
    /// Limits.
    public init(requestsPerMinute: Int, requestsPerDay: Int, tokensPerMonth: Int) {
        self.requestsPerMinute = requestsPerMinute
        self.requestsPerDay = requestsPerDay
        self.tokensPerMonth = tokensPerMonth
    }
}

/// Requests, tokens and money used within some time.
public struct Spending: Sendable, Equatable {
    /// Requests, and tokens in and out.
    public var requests = 0, tokens = 0
    /// US dollars.
    public var cost = 0.0
    /// Nothing spent.
    public init() {}
}

/// Whether a request may be sent.
public enum SpendingDecision: Sendable, Equatable {
    /// It may, and is already counted with its estimate; ``Archive/settle(_:tokens:cost:)`` corrects it.
    case granted(String)
    /// It may not before the moment; with the sentence that says why.
    case refused(until: Timestamp, sentence: String)
}

extension Archive {
    /// Counts one request of about `tokens` if the limits allow it. Check and count are one transaction, so that
    /// consoles and a watcher on one account cannot together go over.
    public func reserve(
        _ tokens: Int, limits: SpendingLimits, at now: Timestamp, service: String = "gemini", author: String = "", host: String = ""
    ) async throws -> SpendingDecision {
        let id = Identifier.next(random)
        return try await write { db in
            let aMinuteAgo = now + .milliseconds(-59_999)
            let minute = try Self.spent(since: aMinuteAgo, service, db)
            if minute.requests >= limits.requestsPerMinute {
                let first = try Int64.fetchOne(
                    db, sql: "SELECT min(at) FROM spending WHERE service = ? AND at >= ?",
                    arguments: [service, aMinuteAgo.milliseconds])
                return .refused(
                    until: Timestamp(milliseconds: (first ?? now.milliseconds) + 60_000),
                    sentence: "The budget of \(limits.requestsPerMinute) requests a minute is used up.")
            }
            if try Self.spent(since: now.startOfDay, service, db).requests >= limits.requestsPerDay {
                return .refused(
                    until: now.startOfDay + .seconds(86_400),
                    sentence: "The budget of \(limits.requestsPerDay) requests a day is used up; it starts anew at 00:00 UTC.")
            }
            let month = try Self.spent(since: now.startOfMonth, service, db)
            if month.tokens + tokens > limits.tokensPerMonth {
                return .refused(
                    until: now.startOfNextMonth,
                    sentence:
                        "The budget of \(limits.tokensPerMonth) tokens a month is used up (\(month.tokens) spent); raise tokens_per_month or wait for the next month."
                )
            }
            try db.execute(
                sql: "INSERT INTO spending (id, service, author, host, at, requests, tokens, cost) VALUES (?, ?, ?, ?, ?, 1, ?, 0)",
                arguments: [id, service, author, host, now.milliseconds, tokens])
            return .granted(id)
        }
    }

    /// Puts what a granted request really used in the place of its estimate.
    public func settle(_ id: String, tokens: Int, cost: Double) async throws {
        try await write { db in
            try db.execute(sql: "UPDATE spending SET tokens = ?, cost = ? WHERE id = ?", arguments: [tokens, cost, id])
        }
    }

    /// What was used from a moment on, over all processes: `now.startOfDay`, `now.startOfMonth`.
    public func spent(since moment: Timestamp, service: String = "gemini") async throws -> Spending {
        try await read { db in try Self.spent(since: moment, service, db) }
    }

    private static func spent(since moment: Timestamp, _ service: String, _ db: Database) throws -> Spending {
        var spending = Spending()
        let row = try Row.fetchOne(
            db, sql: "SELECT total(requests), total(tokens), total(cost) FROM spending WHERE service = ? AND at >= ?",
            arguments: [service, moment.milliseconds])
        if let row {
            let requests: Double = row[0], tokens: Double = row[1]
            (spending.requests, spending.tokens, spending.cost) = (Int(requests), Int(tokens), row[2])
        }
        return spending
    }
}

extension Timestamp {
    /// 00:00 UTC of the same day.
    public var startOfDay: Timestamp { Timestamp(milliseconds: milliseconds - milliseconds % 86_400_000) }

    /// The first of the month, 00:00 UTC.
    public var startOfMonth: Timestamp { startOfDay + .seconds(-86_400 * (civil.day - 1)) }

    /// The first of the next month, 00:00 UTC.
    public var startOfNextMonth: Timestamp { (startOfMonth + .seconds(32 * 86_400)).startOfMonth }
}
