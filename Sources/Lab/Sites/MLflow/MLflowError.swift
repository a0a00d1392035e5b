/// A refusal in MLflow's words. <https://mlflow.org/docs/2.18.0/rest-api.html>
struct MLflowError: Error, Equatable {
    var status: Int
    var code: String
    var message: String

    /// 404: the thing is not there.
    static func missing(_ message: String) -> MLflowError {
        MLflowError(status: 404, code: "RESOURCE_DOES_NOT_EXIST", message: message)
    }

    /// 400: the request makes no sense.
    static func invalid(_ message: String) -> MLflowError {
        MLflowError(status: 400, code: "INVALID_PARAMETER_VALUE", message: message)
    }

    /// 400: a required parameter is not there.
    static func required(_ name: String) -> MLflowError {
        invalid(
            "Missing value for required parameter '\(name)'. See the API docs for more information about request parameters.")
    }

    /// 400: a parameter's value does not fit. `value` is written as Python's `json.dumps` would.
    static func unfit(_ name: String, _ value: JSON, type: String) -> MLflowError {
        let text = String(decoding: PythonJSON.oneLine(value), as: UTF8.self)
        return invalid(
            "Invalid value \(text) for parameter '\(name)' supplied:  Hint: Value was of type '\(type)'. See the API docs for more "
                + "information about request parameters.")
    }

    /// The answer.
    var response: LabResponse {
        LabResponse(
            status: status, contentType: "application/json",
            body: .bytes(PythonJSON.oneLine(["error_code": .string(code), "message": .string(message)])))
    }

    /// Flask's own page for an address it does not know, or a method it does not take there.
    static func page(_ status: Int, allow: String? = nil) -> LabResponse {
        let (title, text) =
            status == 405
            ? ("Method Not Allowed", "The method is not allowed for the requested URL.")
            : (
                "Not Found",
                "The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again."
            )
        let html = "<!doctype html>\n<html lang=en>\n<title>\(status) \(title)</title>\n<h1>\(title)</h1>\n<p>\(text)</p>\n"
        var response = LabResponse.text(html, status: status, contentType: "text/html; charset=utf-8")
        if let allow { response.headers.append(LabResponse.Header(name: "Allow", value: allow)) }
        return response
    }
}
