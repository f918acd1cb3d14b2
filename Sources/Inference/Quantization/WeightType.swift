/// What the weights of a model are converted to when it is opened; by name, as users write it.
///
/// ```
/// mirilla --model ./folder --weights q8_0
/// mirilla compare "Once upon" --model ./folder --model "./folder#q4_0"
/// ```
/// The second way makes the type a part of the model's reference, so that two columns can hold the same model twice.
public enum WeightType: String, Hashable, Sendable, CaseIterable {
    /// 32-bit floats.
    case f32
    /// IEEE half precision.
    case f16
    /// The upper half of a 32-bit float.
    case bf16
    /// 8.5 bits for each weight.
    case q8_0
    /// 6 bits for each weight.
    case q5_1
    /// 5.5 bits for each weight.
    case q5_0
    /// 5 bits for each weight.
    case q4_1
    /// 4.5 bits for each weight.
    case q4_0

    /// How the matrices of the blocks are stored then.
    public var elementType: ElementType {
        switch self {
        case .f32: .f32
        case .f16: .f16
        case .bf16: .bf16
        case .q8_0: .q8_0
        case .q5_1: .q5_1
        case .q5_0: .q5_0
        case .q4_1: .q4_1
        case .q4_0: .q4_0
        }
    }

    /// How the unembedding is stored then, which decides between 50,000 tokens and more and suffers most from few bits.
    ///
    /// Other quantizers keep six bits there where the rows are whole blocks of 256 and eight where they are not; here it is always
    /// eight.
    var unembeddingType: ElementType { elementType.blockSize == 1 ? elementType : .q8_0 }

    /// A reference without the type at its end, and the type: `./folder#q8_0` is `./folder` and `q8_0`.
    public static func split(_ reference: String) -> (model: String, weights: WeightType?) {
        guard let hash = reference.lastIndex(of: "#"),
            let type = WeightType(rawValue: String(reference[reference.index(after: hash)...]))
        else { return (reference, nil) }
        // A server's model stands behind a # too.
        let model = String(reference[..<hash])
        return model.hasPrefix("http://") || model.hasPrefix("https://") ? (reference, nil) : (model, type)
    }
}
