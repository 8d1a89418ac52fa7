using System.Text;
using MigrationLint.Text;

namespace MigrationLint.JavaScript.Evaluation.Hosts;

/// <summary><c>Buffer</c>: of texts.</summary>
internal sealed class BufferPackage : HostObject
{
    public override JavaScriptValue Get(Interpreter interpreter, string name, SourceSpan location) => name switch
    {
        "Buffer" or "default" => this,
        "from" => new HostMethod(name, (_, call) => From(call)),
        _ => base.Get(interpreter, name, location),
    };

    private static JavaScriptValue From(HostCall call)
    {
        if (call[0] is not StringValue text)
        {
            return JavaScriptValues.Computed("Buffer", [.. call.Arguments]);
        }

        try
        {
            return call[1] switch
            {
                UndefinedValue or StringValue { Value: "utf8" or "utf-8" } => new BufferHost(Encoding.UTF8.GetBytes(text.Value)),
                StringValue { Value: "base64" } => new BufferHost(Convert.FromBase64String(text.Value)),
                StringValue { Value: "hex" } when text.Value.Length % 2 == 0 =>
                    new BufferHost([.. Enumerable.Range(0, text.Value.Length / 2).Select(index => Convert.ToByte(text.Value.Substring(index * 2, 2), 16))]),
                _ => JavaScriptValues.Computed("Buffer", [.. call.Arguments]),
            };
        }
        catch (FormatException)
        {
            return JavaScriptValues.Computed("Buffer", [.. call.Arguments]);
        }
    }
}

/// <summary>Bytes that are known.</summary>
internal sealed class BufferHost(byte[] bytes) : HostObject
{
    /// <summary>The bytes.</summary>
    public IReadOnlyList<byte> Bytes => bytes;

    public override JavaScriptValue Get(Interpreter interpreter, string name, SourceSpan location) => name switch
    {
        "length" => new NumberValue(bytes.Length),
        "toString" => new HostMethod(name, (_, call) => Text(call[0]) is { } text ? new StringValue(text) { Origin = call.Location } : JavaScriptValues.Computed(name, this)),
        "then" => JavaScriptValues.Undefined,
        _ => base.Get(interpreter, name, location),
    };

    private string? Text(JavaScriptValue encoding) => encoding switch
    {
        UndefinedValue or StringValue { Value: "utf8" or "utf-8" } => Encoding.UTF8.GetString(bytes),
        StringValue { Value: "base64" } => Convert.ToBase64String(bytes),
        StringValue { Value: "hex" } => HashHost.Hex(bytes),
        _ => null,
    };
}
