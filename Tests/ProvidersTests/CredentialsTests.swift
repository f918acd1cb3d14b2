import Providers
import Testing

@Suite("Credentials")
struct CredentialsTests {
    @Test(arguments: [
        ("OPENAI_API_KEY", KeyedService.openAI), ("OPENAI_TOKEN", .openAI), ("ANTHROPIC_API_KEY", .anthropic),
        ("GEMINI_API_KEY", .gemini), ("GOOGLE_API_KEY", .gemini), ("HF_TOKEN", .huggingFace),
        ("TOKEN_HF", .huggingFace),
    ])
    func `are found under every name in use, in the environment and in a file`(name: String, service: KeyedService)
        throws
    {
        let folder = TemporaryFolder()
        let fromEnvironment = Credentials(environment: [name: "abc"], folder: folder.path)
        #expect(fromEnvironment.key(for: service)?.revealed == "abc")
        #expect(fromEnvironment.origin(of: service) == .environment(name))
        try folder.write("\(name)=xyz\n", to: ".env")
        let fromFile = Credentials(environment: [:], folder: folder.path)
        #expect(fromFile.key(for: service)?.revealed == "xyz")
        #expect(fromFile.origin(of: service) == .dotEnv(name))
        #expect(KeyedService.allCases.filter { fromFile.key(for: $0) != nil } == [service])
    }

    @Test func `prefer the environment and take an empty value for none`() throws {
        let folder = TemporaryFolder()
        try folder.write("OPENAI_API_KEY=file\nHF_TOKEN=file", to: ".env")
        let credentials = Credentials(
            environment: ["OPENAI_TOKEN": "environment", "HF_TOKEN": ""], folder: folder.path)
        #expect(credentials.key(for: .openAI)?.revealed == "environment")
        #expect(credentials.key(for: .huggingFace)?.revealed == "file")
        #expect(credentials.key(for: .anthropic) == nil)
    }

    @Test(arguments: [
        ("HF_TOKEN=a", "a"), ("  export HF_TOKEN = a  ", "a"), ("HF_TOKEN=\"a b\" # why", "a b"),
        ("HF_TOKEN='a#b'", "a#b"),
        ("HF_TOKEN=a#b", "a#b"), ("HF_TOKEN=a # why", "a"), ("HF_TOKEN=a=b==", "a=b=="),
        ("HF_TOKEN=\"a\\\"b\"", "a\"b"),
        ("# HF_TOKEN=no\nHF_TOKEN=a\r\nnonsense\n=x", "a"), ("HF_TOKEN=\"a", "\"a"),
        ("HF_TOKEN=one\nHF_TOKEN=two", "two"),
        ("HF_TOKEN=", nil), ("HF_TOKEN=# why", nil), ("XHF_TOKEN=a", nil),
    ])
    func `read a file as the dotenv tools do`(text: String, value: String?) throws {
        let folder = TemporaryFolder()
        try folder.write(text, to: ".env")
        #expect(Credentials(environment: [:], folder: folder.path).key(for: .huggingFace)?.revealed == value)
    }

    @Test func `do not show a key to anyone who prints it`() {
        let key = APIKey("sk-secret")
        var dumped = ""
        dump([key], to: &dumped)
        let credentials = Credentials(environment: ["HF_TOKEN": "sk-secret"], folder: "/nowhere")
        for text in [
            "\(key)", String(reflecting: key), String(describing: [key]), dumped, String(reflecting: credentials),
        ] {
            #expect(!text.contains("secret"))
        }
    }
}
