import Foundation
import Synchronization

/// An HTTP server on this machine that answers with whatever a test says; each answer closes its connection.
final class SocketServer: Sendable {
    /// What was asked.
    struct Request: Sendable {
        let method: String
        /// Path and query.
        let target: String
        /// Names in lower case.
        let headers: [String: String]
    }

    /// What is answered.
    struct Response: Sendable {
        var status = 200
        var headers: [String: String] = [:]
        var body: [UInt8] = []
        /// After so many bytes of the body the connection breaks, whatever length was announced.
        var breaksAfter: Int?
        /// Runs before the connection breaks.
        var beforeBreaking: (@Sendable () -> Void)?
    }

    let port: UInt16
    private let descriptor: CInt
    private let handle: @Sendable (Request) -> Response
    private let log = Mutex<[Request]>([])

    /// What was asked so far.
    var requests: [Request] { log.withLock { $0 } }

    init(_ handle: @escaping @Sendable (Request) -> Response) throws {
        self.handle = handle
        // Who has heard enough may hang up.
        signal(SIGPIPE, SIG_IGN)
        let socket = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(socket, $0, size) == 0 && listen(socket, 64) == 0 && getsockname(socket, $0, &size) == 0
            }
        }
        guard isListening else { throw POSIXError(.EADDRINUSE) }
        descriptor = socket
        port = UInt16(bigEndian: address.sin_port)
        Thread.detachNewThread { [weak self, socket] in
            while true {
                let connection = accept(socket, nil, nil)
                guard connection >= 0 else { return }
                guard let self else {
                    close(connection)
                    return
                }
                Thread.detachNewThread { self.serve(connection) }
            }
        }
    }

    deinit {
        shutdown(descriptor, CInt(SHUT_RDWR))
        close(descriptor)
    }

    private func serve(_ connection: CInt) {
        defer { close(connection) }
        guard let request = Self.read(connection) else { return }
        log.withLock { $0.append(request) }
        let response = handle(request)
        var head = "HTTP/1.1 \(response.status) Status\r\nConnection: close\r\n"
        if response.headers["Content-Length"] == nil { head += "Content-Length: \(response.body.count)\r\n" }
        for (name, value) in response.headers { head += "\(name): \(value)\r\n" }
        Self.write(Array((head + "\r\n").utf8), to: connection)
        guard request.method != "HEAD" else { return }
        Self.write(Array(response.body.prefix(response.breaksAfter ?? response.body.count)), to: connection)
        response.beforeBreaking?()
    }

    private static func read(_ connection: CInt) -> Request? {
        var bytes: [UInt8] = []
        var byte: UInt8 = 0
        while !bytes.ends(with: Array("\r\n\r\n".utf8)) {
            guard bytes.count < 1 << 16, recv(connection, &byte, 1, 0) == 1 else { return nil }
            bytes.append(byte)
        }
        let lines = String(decoding: bytes, as: UTF8.self).components(separatedBy: "\r\n")
        let words = lines[0].split(separator: " ")
        guard words.count == 3 else { return nil }
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            if parts.count == 2 { headers[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces) }
        }
        return Request(method: String(words[0]), target: String(words[1]), headers: headers)
    }

    private static func write(_ bytes: [UInt8], to connection: CInt) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { send(connection, $0.baseAddress, $0.count, 0) }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }
}

extension [UInt8] {
    fileprivate func ends(with suffix: [UInt8]) -> Bool {
        count >= suffix.count && self.suffix(suffix.count).elementsEqual(suffix)
    }
}
