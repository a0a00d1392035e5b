/// Secrets in addresses, query strings and connection strings.
extension PlantedSecrets {
    static let addresses: [SecretShape] = [
        SecretShape("postgres", keeps: "ada:") {
            let it = $0.plainPassword(); return ("postgresql://ada:\(it)@\($0.host()):5432/ml", it)
        },
        SecretShape("postgres quoted", keeps: "DATABASE_URL") {
            let it = $0.plainPassword(); return (#"DATABASE_URL="postgres://ada:\#(it)@db/ml?sslmode=require""#, it)
        },
        SecretShape("escaped signs", keeps: "mysql+pymysql://root:") {
            let it = $0.alnum(4) + "%40%2F" + $0.alnum(6); return ("mysql+pymysql://root:\(it)@db/ml", it)
        },
        SecretShape("unescaped sign", keeps: "amqp://guest:") {
            let it = $0.alnum(6) + "@" + $0.alnum(6); return ("amqp://guest:\(it)@rabbit:5672/", it)
        },
        SecretShape("mongo", keeps: "mongodb+srv://") {
            let it = $0.plainPassword(); return ("mongodb+srv://ada:\(it)@c0.abcde.mongodb.net/?retryWrites=true", it)
        },
        SecretShape("redis", keeps: "rediss://") {
            let it = $0.plainPassword(); return ("rediss://default:\(it)@cache:6380/0", it)
        },
        SecretShape("redis without a user", keeps: "redis://") {
            let it = $0.plainPassword(); return ("broker redis://:\(it)@cache:6379/1 lost", it)
        },
        SecretShape("token as user", keeps: "https://") {
            let it = $0.alnum(40); return ("Cloning into https://\(it)@github.com/acme/infra.git", it)
        },
        SecretShape("token as user, empty password", keeps: "https://") {
            let it = $0.alnum(40); return ("remote https://\(it):@gitlab.example.com/a.git", it)
        },
        SecretShape("oauth2 user", keeps: "oauth2:") {
            let it = $0.url(26); return ("fatal: unable to access 'https://oauth2:\(it)@gitlab.example.com/a/b.git/'", it)
        },
        SecretShape("index-url", keeps: "--index-url") {
            let it = $0.plainPassword(); return ("pip install --index-url https://ci:\(it)@pypi.example.com/simple x", it)
        },
        SecretShape("sftp", keeps: "sftp://") {
            let it = $0.plainPassword(); return ("sftp://backup:\(it)@\($0.host())/data", it)
        },
        SecretShape("smtp", keeps: "smtps://") {
            let it = $0.plainPassword(); return ("smtps://mail%40example.com:\(it)@smtp.example.com:465", it)
        },
        SecretShape("address in json", keeps: "proxy") {
            let it = $0.plainPassword(); return (#"{"proxy":"http://ada:\#(it)@proxy:3128","x":1}"#, it)
        },
        SecretShape("address escaped whole", keeps: "next") {
            let it = $0.plainPassword(); return ("GET /?next=https%3A%2F%2Fada%3A\(it)%40example.com%2F", it)
        },
        SecretShape("jdbc query", keeps: "password=") {
            let it = $0.plainPassword(); return ("jdbc:postgresql://db:5432/ml?user=ada&password=\(it)&ssl=true", it)
        },
        SecretShape("jdbc sqlserver", keeps: "password=") {
            let it = $0.password(); return ("jdbc:sqlserver://db:1433;databaseName=ml;user=sa;password=\(it);encrypt=true", it)
        },
        SecretShape("jdbc oracle", keeps: "jdbc:oracle:thin:") {
            let it = $0.plainPassword(); return ("jdbc:oracle:thin:scott/\(it)@//db:1521/ORCL", it)
        },
        SecretShape("odbc", keeps: "PWD=") {
            let it = $0.password(); return ("DRIVER={ODBC Driver 18};SERVER=db;UID=sa;PWD=\(it);Encrypt=yes", it)
        },
        SecretShape("odbc braces", keeps: "PWD=") {
            let it = $0.alnum(6) + ";" + $0.alnum(8); return ("Driver={PostgreSQL};Uid=ada;PWD={\(it)};Server=db", it)
        },
        SecretShape("ado", keeps: "Password=") {
            let it = $0.password(); return ("Data Source=db;User ID=sa;Password=\(it);Initial Catalog=ml", it)
        },
        SecretShape("ado with spaces", keeps: "Password") {
            let it = $0.plainPassword(); return ("Server = db; User Id = sa; Password = \(it); Pooling = true", it)
        },
        SecretShape("libpq", keeps: "password=") {
            let it = $0.plainPassword(); return ("host=db port=5432 user=ada password=\(it) dbname=ml", it)
        },
        SecretShape("libpq quoted", keeps: "password=") {
            let it = $0.alnum(5) + " " + $0.alnum(9); return ("psql \"host=db user=ada password='\(it)' dbname=ml\"", it)
        },
        SecretShape("go dsn", keeps: "tcp(") {
            let it = $0.plainPassword(); return ("ada:\(it)@tcp(mysql:3306)/ml?parseTime=true", it)
        },
        SecretShape("azure storage", keeps: "AccountKey=") {
            let it = $0.base64(64); return ("DefaultEndpointsProtocol=https;AccountName=ml;AccountKey=\(it);EndpointSuffix=core.windows.net", it)
        },
        SecretShape("azure bus", keeps: "SharedAccessKey=") {
            let it = $0.base64(32); return ("Endpoint=sb://ml.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=\(it)", it)
        },
        SecretShape("azure iot", keeps: "SharedAccessSignature") {
            let it = Dice.percent($0.base64(32)); return ("SharedAccessSignature sr=ml.azure-devices.net&sig=\(it)&se=1700000000", it)
        },
        SecretShape("azure sas", keeps: "sig=") {
            let it = Dice.percent($0.base64(32)); return ("https://ml.blob.core.windows.net/c/a.bin?sv=2022-11-02&sr=b&sig=\(it)&se=2026-01-01", it)
        },
        SecretShape("s3 signed", keeps: "X-Amz-Signature=") {
            let it = $0.hex(64); return ("https://b.s3.amazonaws.com/m.pkl?X-Amz-Date=20260314T023705Z&X-Amz-Expires=600&X-Amz-Signature=\(it)", it)
        },
        SecretShape("s3 session", keeps: "X-Amz-Security-Token=") {
            let it = Dice.percent("IQoJb3JpZ2luX2Vj" + $0.base64(200)); return ("https://b.s3.amazonaws.com/m?X-Amz-Security-Token=\(it)&x=1", it)
        },
        SecretShape("s3 old signature", keeps: "Signature=") {
            let it = Dice.percent($0.base64(20)); return ("https://s3.example.com/b/m?Expires=1700000000&Signature=\(it)", it)
        },
        SecretShape("gcs signed", keeps: "X-Goog-Signature=") {
            let it = $0.hex(256); return ("https://storage.googleapis.com/b/o?X-Goog-Expires=600&X-Goog-Signature=\(it)", it)
        },
        SecretShape("cloudfront", keeps: "Signature=") {
            let it = $0.url(170); return ("https://d1.cloudfront.net/a?Expires=1&Signature=\(it)__&Key-Pair-Id=K2X", it)
        },
        SecretShape("query token", keeps: "token=") {
            let it = $0.lower(32); return ("GET /ws/logs?follow=1&token=\(it) HTTP/1.1\" 101", it)
        },
        SecretShape("query api key", keeps: "apikey=") {
            let it = $0.hex(32); return ("https://api.example.com/v1/x?apikey=\(it)&q=a", it)
        },
        SecretShape("query key of google", keeps: "?key=") {
            let it = "AIza" + $0.url(35); return ("POST /v1beta/models/x:generateContent?key=\(it)", it)
        },
        SecretShape("fragment", keeps: "#access_token=") {
            let it = $0.alnum(50); return ("redirect https://app.example.com/cb#access_token=\(it)&state=1", it)
        },
        SecretShape("html amp", keeps: "auth_token=") {
            let it = $0.alnum(32); return ("https://example.com/a?x=1&amp;auth_token=\(it)&amp;y=2", it)
        },
        SecretShape("query escaped", keeps: "access_token") {
            let it = $0.alnum(32); return ("GET /login?next=%2Fa%3Faccess_token%3D\(it)%26y%3D2", it)
        },
        SecretShape("query escaped twice", keeps: "token") {
            let it = $0.alnum(32); return ("GET /r?u=%252Fa%253Ftoken%253D\(it)%2526y", it)
        },
        SecretShape("form", keeps: "password=") {
            let it = Dice.percent($0.password()); return ("grant_type=password&username=ada&password=\(it)&scope=all", it)
        },
        SecretShape("form assertion", keeps: "client_assertion=") {
            let it = $0.jwt(); return ("client_id=a&client_assertion=\(it)", it)
        },
        SecretShape("form refresh", keeps: "refresh_token=") {
            let it = $0.alnum(40); return ("body: refresh_token=\(it)&grant_type=refresh_token", it)
        },
        SecretShape("ldap", keeps: "bindpw") {
            let it = $0.plainPassword(); return ("bindpw \(it)", it)
        },
        SecretShape("kafka", keeps: "PlainLoginModule") {
            let it = $0.plainPassword(); return (#"sasl.jaas.config=PlainLoginModule required username="ada" password="\#(it)";"#, it)
        },
    ]
}
