/// The blob storage that keeps job logs and artifacts: another host than the API's, reached by a signed link that lives for a minute.
///
/// On loopback the other host is the same port under the other name: `localhost` for who came by `127.0.0.1`, and the other way
/// round. A client that sends its token there is refused, as Azure does it.
enum LogDownload {
    /// First part of the path.
    static let folder = "actions-results"

    /// Last part of the path, for what a job uploaded.
    static let artifact = "artifact.zip"

    /// A signed link to a job's log, or to what it uploaded.
    static func link(to job: Int64, in repository: Int64, from request: LabRequest, at now: Moment, file: String = "job-log.txt") -> String {
        let expires = now.milliseconds / 1_000 + 60
        return "\(otherHost(of: request))/\(folder)/\(repository)/\(job)/\(file)?se=\(expires)&sig=\(signature(job, expires))"
    }

    /// The address of this port under its other name.
    static func otherHost(of request: LabRequest) -> String {
        let host = request.header("host") ?? "127.0.0.1"
        let parts = host.split(separator: ":", maxSplits: 1)
        let other = parts.first == "127.0.0.1" ? "localhost" : "127.0.0.1"
        return "http://\(other)\(parts.count > 1 ? ":\(parts[1])" : "")"
    }

    static func respond(to request: LabRequest, on stage: Stage) async -> LabResponse {
        let (state, now) = await stage.read { ($0.github, $0.now) }
        guard request.header("authorization") == nil else {
            return refused(
                "Server failed to authenticate the request. Make sure the value of Authorization header is formed correctly including the signature."
            )
        }
        guard request.segments.count == 4, let job = Int64(request.segments[2]),
            let expires = request.value("se").flatMap(Int64.init),
            request.value("sig") == signature(job, expires)
        else { return refused("Signature did not match.") }
        guard expires > now.milliseconds / 1_000 else { return refused("Signature not valid in the specified time frame.") }
        guard let repository = state.repositories.first(where: { String($0.id) == request.segments[1] }) else {
            return refused("The specified container does not exist.", status: 404, code: "ContainerNotFound")
        }
        for run in repository.runs {
            guard let (attempt, found) = run.job(job) else { continue }
            if request.segments[3] == artifact, let uploaded = RunArtifact.all(of: attempt, at: now).first(where: { $0.id == job }) {
                return LabResponse(
                    contentType: "application/zip", headers: ["x-ms-blob-type": "BlockBlob"], body: .bytes(uploaded.archive))
            }
            let log = JobLog(repository: repository, run: attempt, job: found).bytes()
            return LabResponse(
                contentType: "text/plain; charset=utf-8", headers: ["x-ms-blob-type": "AppendBlob"], body: .bytes(log))
        }
        return refused("The specified blob does not exist.", status: 404, code: "BlobNotFound")
    }

    private static func signature(_ job: Int64, _ expires: Int64) -> String {
        var random = SeededRandom("signed \(job) \(expires)")
        return random.hex(44)
    }

    private static func refused(_ message: String, status: Int = 403, code: String = "AuthenticationFailed") -> LabResponse {
        .text(
            "\u{FEFF}<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>\(code)</Code><Message>\(message)</Message></Error>",
            status: status, contentType: "application/xml")
    }
}
