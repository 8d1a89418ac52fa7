using MigrationLint.JavaScript.Evaluation;
using MigrationLint.JavaScript.Evaluation.Hosts;

namespace MigrationLint.Lowering.Knex;

/// <summary>The conditions of a join (knex 3.3: <c>lib/query/joinclause.js</c>).</summary>
internal sealed class JoinReplay(KnexCompilation compilation, JoinState join)
{
    private string boolFlag = "and";
    private bool notFlag;

    /// <summary>Takes what a function says.</summary>
    public void Run(JavaScriptValue function)
    {
        if (function is not KnexCallback callback)
        {
            compilation.IsUncertain = true;
            return;
        }

        foreach (var call in callback.Calls)
        {
            compilation.Spend();
            compilation.IsUncertain |= call.IsConditional;
            var here = compilation.Here;
            compilation.Here = call.Location;
            if (!Apply(call.Method, KnexCompilation.Arguments(call)))
            {
                throw KnexCompilation.NotAFunction(call);
            }

            compilation.Here = here;
        }
    }

    /// <summary><c>on(first, operator, second)</c>, or without the operator.</summary>
    public void On(IReadOnlyList<JavaScriptValue> arguments) => On("onBasic", arguments);

    private void On(string type, IReadOnlyList<JavaScriptValue> arguments)
    {
        var first = arguments.Count > 0 ? arguments[0] : JavaScriptValues.Undefined;
        if (first is ObjectValue or ArrayValue)
        {
            var flag = TakeBool();
            foreach (var (name, value) in KnexValues.Entries(first))
            {
                boolFlag = flag;
                On(type, [new StringValue(name) { Origin = (first as ObjectValue)?.Find(name)?.Location }, value]);
            }

            return;
        }

        var clause = new QueryClause { Grouping = "join", Place = compilation.Here, Bool = TakeBool() };
        join.Clauses.Add(
            KnexValues.IsFunction(first) ? clause with { Type = "onWrapped", Value = first }
            : arguments.Count == 1 ? clause with { Type = "onRaw", Value = first }
            : arguments.Count == 2 ? clause with { Type = type, Column = first, Operator = new StringValue("="), Value = arguments[1] }
            : clause with { Type = type, Column = first, Operator = arguments[1], Value = arguments.Count > 2 ? arguments[2] : JavaScriptValues.Undefined });
    }

    private bool Apply(string method, IReadOnlyList<JavaScriptValue> arguments)
    {
        var name = method;
        if (name == "or")
        {
            boolFlag = "or";
            return true;
        }

        if (name.StartsWith("orOn", StringComparison.Ordinal))
        {
            boolFlag = "or";
            name = "on" + name.Substring(4);
        }
        else if (name.StartsWith("andOn", StringComparison.Ordinal))
        {
            name = "on" + name.Substring(5);
        }

        if (name is "onNotIn" or "onNotNull" or "onNotExists" or "onNotBetween")
        {
            notFlag = true;
            name = "on" + name.Substring(5);
        }

        var first = arguments.Count > 0 ? arguments[0] : JavaScriptValues.Undefined;
        var second = arguments.Count > 1 ? arguments[1] : JavaScriptValues.Undefined;
        switch (name)
        {
            case "on":
                On(arguments);
                return true;
            case "onVal":
                On("onVal", arguments);
                return true;
            case "type":
                join.Type = JavaScriptValues.Text(first) ?? join.Type;
                return true;
            case "onIn" when second is ArrayValue { Elements.Count: 0, IsPartial: false }:
                On([new NumberValue(1), new StringValue("="), new NumberValue(0)]);
                return true;
            case "onIn" or "onNull" or "onBetween" or "onExists" or "using" or "onJsonPathEquals":
                join.Clauses.Add(new QueryClause
                {
                    Grouping = "join", Type = name == "using" ? "onUsing" : name, Place = compilation.Here, Bool = TakeBool(), IsNot = TakeNot(), Column = first,
                    Value = name == "onExists" ? first : second, Operator = arguments.Count > 2 ? arguments[2] : JavaScriptValues.Undefined,
                    Extra = arguments.Count > 3 ? arguments[3] : JavaScriptValues.Undefined,
                });
                return true;
            default:
                return false;
        }
    }

    private string TakeBool()
    {
        var taken = boolFlag;
        boolFlag = "and";
        return taken;
    }

    private bool TakeNot()
    {
        var taken = notFlag;
        notFlag = false;
        return taken;
    }
}
