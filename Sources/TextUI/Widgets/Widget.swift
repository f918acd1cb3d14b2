/// Something that draws its values into a rectangle, whatever the rectangle's size.
public protocol Widget {
    /// Draws into the rectangle and nowhere else; draws what fits, nothing into an empty one.
    func draw(in rect: Rect, on canvas: inout Canvas, theme: Theme)
}
