public import Generation

/// One tensor of a checkpoint, still in the mapped file.
///
/// Whoever keeps a view keeps the file.
public struct TensorView: @unchecked Sendable {
    /// Its name in the file.
    public let name: String
    /// Its extents, outermost first: a matrix is `[rows, columns]` with each row's columns next to one another (the order of
    /// safetensors and PyTorch; GGUF writes it the other way round).
    public let shape: [Int]
    /// How its numbers are stored.
    public let type: ElementType
    /// How many bytes it takes: exactly as many as shape and type ask for.
    public var byteCount: Int { bytes.count }
    /// What keeps its bytes in memory.
    let owner: any AnyObject & Sendable

    private let bytes: UnsafeRawBufferPointer

    /// Makes a view of bytes that lie in memory for as long as their owner lives.
    init(
        name: String, shape: [Int], type: ElementType, bytes: UnsafeRawBufferPointer, owner: any AnyObject & Sendable
    ) {
        self.name = name
        self.shape = shape
        self.type = type
        self.bytes = bytes
        self.owner = owner
    }

    /// Calls `body` with its bytes, perhaps unaligned; they are there until `body` returns.
    public func withBytes<Result, Error>(
        _ body: (UnsafeRawBufferPointer) throws(Error) -> Result
    ) throws(Error) -> Result {
        defer { withExtendedLifetime(owner) {} }
        return try body(bytes)
    }

    /// How many numbers it holds.
    public var count: Int { shape.reduce(1, *) }
}

/// A file, or a set of files, with named tensors in mapped memory.
public protocol Checkpoint: AnyObject, Sendable {
    /// The names of its tensors.
    var tensorNames: [String] { get }
    /// The tensor of that name, or nil if there is none.
    func tensor(named name: String) -> TensorView?
    /// The tensor of that name, or the reason why there is none: it is missing, or its type is not one mirilla computes with.
    func requiredTensor(named name: String) throws(Failure) -> TensorView
    /// Bytes of all tensors together.
    var tensorBytes: Int { get }
}

extension Checkpoint {
    /// The tensor of that name; a checkpoint that knows more says why there is none.
    public func requiredTensor(named name: String) throws(Failure) -> TensorView {
        guard let tensor = tensor(named: name) else {
            throw Failure(.malformed, "a tensor is missing", expected: name)
        }
        return tensor
    }
}
