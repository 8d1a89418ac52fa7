namespace MigrationLint.JavaScript.Evaluation.BuiltIns;

/// <summary>Errors.</summary>
internal static class ErrorValues
{
    /// <summary><c>new Error(message, { cause })</c>.</summary>
    public static ObjectValue Construct(string name, HostCall call)
    {
        var error = new ObjectValue { Origin = call.Location, IsPartial = true, ErrorName = name };
        Initialize(error, name, call);
        return error;
    }

    /// <summary>What the constructor of an error does to an instance.</summary>
    public static void Initialize(ObjectValue error, string name, HostCall call)
    {
        var message = name == "AggregateError" ? call[1] : call[0];
        error.Set(new PropertySlot("message", message is UndefinedValue ? new StringValue("") : message, message.Origin));
        error.Set(new PropertySlot("name", new StringValue(name), null));
        if (call[1] is ObjectValue options && options.Find("cause") is { } cause)
        {
            error.Set(cause);
        }
    }

    /// <summary>An error of a server or of a library.</summary>
    /// <param name="message">What it says.</param>
    /// <param name="code">The SQLSTATE; null for an error of a library.</param>
    /// <param name="name">The name of its constructor.</param>
    public static ObjectValue Make(string message, string? code, string name = "Error")
    {
        var error = new ObjectValue { IsPartial = true, ErrorName = name };
        error.Set(new PropertySlot("message", new StringValue(message), null));
        error.Set(new PropertySlot("name", new StringValue(name), null));
        if (code is not null)
        {
            error.Set(new PropertySlot("code", new StringValue(code), null));
        }

        return error;
    }
}
