using System.Security.Cryptography;
using System.Text;
using MigrationLint.Text;

namespace MigrationLint.JavaScript.Evaluation.Hosts;

/// <summary><c>crypto</c>: digests of constants are known, what is random is a string that is not.</summary>
internal sealed class CryptoHost : HostObject
{
    public override JavaScriptValue Get(Interpreter interpreter, string name, SourceSpan location) => name switch
    {
        "randomUUID" => new HostMethod(name, (_, call) => RandomText(name, call)),
        "createHash" => new HostMethod(name, (_, call) => call[0] is StringValue algorithm ? new HashHost(algorithm.Value.ToLowerInvariant(), "") : JavaScriptValues.Computed(name, call[0])),
        "default" or "webcrypto" => this,
        _ => base.Get(interpreter, name, location),
    };

    /// <summary>A string of which nothing is known.</summary>
    public static TemplateValue RandomText(string name, HostCall call) =>
        new([new UnknownValue(UnknownSource.Computed, name) { Origin = call.Location }]) { Origin = call.Location };
}

/// <summary>A digest of a text.</summary>
/// <param name="algorithm">Its name in lower case.</param>
/// <param name="text">What was given so far; null where that is not known.</param>
internal sealed class HashHost(string algorithm, string? text) : HostObject
{
    public override JavaScriptValue Get(Interpreter interpreter, string name, SourceSpan location) => name switch
    {
        "update" => new HostMethod(name, (_, call) => new HashHost(algorithm, text is not null && call[0] is StringValue more ? text + more.Value : null)),
        "digest" => new HostMethod(name, (inner, call) => Digest(inner, call)),
        _ => base.Get(interpreter, name, location),
    };

    private JavaScriptValue Digest(Interpreter interpreter, HostCall call)
    {
        if (text is null)
        {
            return call[0] is StringValue ? CryptoHost.RandomText("digest", call) : JavaScriptValues.Computed("digest");
        }

        interpreter.Fuel.Spend(1 + (text.Length / 8));
        using var hash = Create();
        if (hash is null)
        {
            return JavaScriptValues.Computed("digest");
        }

        var bytes = hash.ComputeHash(Encoding.UTF8.GetBytes(text));
        return call[0] switch
        {
            StringValue { Value: "hex" } => new StringValue(Hex(bytes)) { Origin = call.Location },
            StringValue { Value: "base64" } => new StringValue(Convert.ToBase64String(bytes)) { Origin = call.Location },
            StringValue { Value: "base64url" } => new StringValue(Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_')) { Origin = call.Location },
            _ => JavaScriptValues.Computed("digest"),
        };
    }

    /// <summary>Bytes as hexadecimal digits.</summary>
    public static string Hex(byte[] bytes) => string.Concat(bytes.Select(one => one.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)));

    // What a program asks for is computed; nothing of ours is protected by it.
#pragma warning disable CA5350, CA5351
    private HashAlgorithm? Create() => algorithm switch
    {
        "md5" => MD5.Create(),
        "sha1" => SHA1.Create(),
        "sha256" => SHA256.Create(),
        "sha384" => SHA384.Create(),
        "sha512" => SHA512.Create(),
        _ => null,
    };
#pragma warning restore CA5350, CA5351
}

/// <summary>A package whose functions make identifiers: <c>uuid</c>, <c>nanoid</c>.</summary>
internal sealed class IdentifierPackage : HostObject
{
    public override JavaScriptValue Get(Interpreter interpreter, string name, SourceSpan location) => name switch
    {
        "default" => this,
        "NIL" => new StringValue("00000000-0000-0000-0000-000000000000"),
        "validate" or "version" or "parse" or "stringify" => base.Get(interpreter, name, location),
        "customAlphabet" => new HostMethod(name, (_, _) => new HostMethod("nanoid", (_, call) => CryptoHost.RandomText("nanoid", call))),
        _ => new HostMethod(name, (_, call) => CryptoHost.RandomText(name, call)),
    };

    public override JavaScriptValue Call(Interpreter interpreter, HostCall call) => CryptoHost.RandomText("id", call);
}
