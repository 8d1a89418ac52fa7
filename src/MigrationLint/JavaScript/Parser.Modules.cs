using MigrationLint.JavaScript.Ast;

namespace MigrationLint.JavaScript;

/// <content>Imports and exports (ECMA-262, 16.2), with the forms that TypeScript adds.</content>
internal sealed partial class Parser
{
    private Statement ParseImport()
    {
        var start = token.Start;
        Next();
        if (Is(TokenKind.String))
        {
            return ParseImportTail(start, [], phase: null, isTypeOnly: false);
        }

        var isTypeOnly = isTypeScript && Is(TokenKind.Type) && IsImportModifier();
        if (isTypeOnly)
        {
            Next();
        }

        string? phase = null;
        if (!isTypeOnly && Kind is TokenKind.Defer or TokenKind.Source && IsImportModifier())
        {
            phase = token.Value;
            Next();
        }

        var mark = pending.Count;
        if (!Is(TokenKind.OpenBrace) && !Is(TokenKind.Asterisk))
        {
            var local = ParseIdentifier();
            if (isTypeScript && Is(TokenKind.Equals))
            {
                return ParseImportEquals(start, local, isTypeOnly);
            }

            pending.Add(new ImportDefaultSpecifier(local.Start, local.End, local));
            if (!Accept(TokenKind.Comma))
            {
                ExpectFrom();
                return ParseImportTail(start, TakePending<Node>(mark), phase, isTypeOnly);
            }
        }

        if (Is(TokenKind.Asterisk))
        {
            pending.Add(ParseNamespaceSpecifier());
        }
        else
        {
            ParseImportSpecifiers();
        }

        ExpectFrom();
        return ParseImportTail(start, TakePending<Node>(mark), phase, isTypeOnly);
    }

    /// <summary>Whether the word behind <c>import</c> changes the import rather than being the name of its default.</summary>
    private bool IsImportModifier()
    {
        var next = Peek();
        if (next == TokenKind.From)
        {
            var here = token.Save();
            Next();
            var behind = Peek();
            token.Restore(here);
            return behind is TokenKind.From or TokenKind.Equals;
        }

        return next is TokenKind.OpenBrace or TokenKind.Asterisk || TokenKinds.IsIdentifier(next);
    }

    private ImportDeclaration ParseImportTail(int start, Node[] specifiers, string? phase, bool isTypeOnly)
    {
        var source = ParseModuleSource();
        var attributes = ParseAttributes();
        ExpectSemicolon();
        return new ImportDeclaration(start, token.LastEnd, specifiers, source, attributes, phase, isTypeOnly);
    }

    private void ExpectFrom()
    {
        if (!Accept(TokenKind.From))
        {
            FailExpected("'from' expected");
        }
    }

    private Literal ParseModuleSource()
    {
        if (Is(TokenKind.String))
        {
            return ParseLiteral(LiteralKind.String, token.Value);
        }

        FailExpected("module name expected");
        return new Literal(token.Start, token.Start, LiteralKind.String, "");
    }

    private ImportNamespaceSpecifier ParseNamespaceSpecifier()
    {
        var start = token.Start;
        Next();
        ExpectAs();
        var local = ParseIdentifier();
        return new ImportNamespaceSpecifier(start, token.LastEnd, local);
    }

    private void ExpectAs()
    {
        if (!Accept(TokenKind.As))
        {
            FailExpected("'as' expected");
        }
    }

    private void ParseImportSpecifiers()
    {
        Expect(TokenKind.OpenBrace);
        while (!Is(TokenKind.CloseBrace) && !Is(TokenKind.EndOfFile))
        {
            var start = token.Start;
            var isTypeOnly = ParseSpecifierType();
            var isIdentifier = IsIdentifier();
            var importedKind = Kind;
            var imported = ParseModuleExportName();
            Identifier local;
            if (Accept(TokenKind.As))
            {
                local = ParseIdentifier();
            }
            else
            {
                local = imported as Identifier ?? new Identifier(imported.Start, imported.End, "");
                if (!isIdentifier)
                {
                    FailExpected("'as' expected");
                }

                CheckName(local, importedKind);
            }

            CheckBindingInStrict(local);
            pending.Add(new ImportSpecifier(start, token.LastEnd, imported, local, isTypeOnly));
            ExpectListEnd();
        }

        Expect(TokenKind.CloseBrace);
    }

    private void ExpectListEnd()
    {
        if (!Is(TokenKind.CloseBrace) && !Accept(TokenKind.Comma))
        {
            FailExpected("'}' or ',' expected");
        }
    }

    /// <summary>
    /// Moves over <c>type</c> where it is the modifier of a specifier: <c>type a</c>, <c>type as</c>, <c>type as as b</c>, but neither
    /// <c>type</c> nor <c>type as b</c>, which name an export called type.
    /// </summary>
    private bool ParseSpecifierType()
    {
        if (!isTypeScript || !Is(TokenKind.Type))
        {
            return false;
        }

        var next = Peek();
        if (next == TokenKind.As)
        {
            var here = token.Save();
            Next();
            Next();
            var behind = Kind;
            var last = Peek();
            token.Restore(here);
            var isModifier = behind is TokenKind.Comma or TokenKind.CloseBrace || (behind == TokenKind.As && TokenKinds.IsName(last));
            if (!isModifier)
            {
                return false;
            }
        }
        else if (!TokenKinds.IsName(next) && next != TokenKind.String)
        {
            return false;
        }

        Next();
        return true;
    }

    private Expression ParseModuleExportName() => Is(TokenKind.String) ? ParseLiteral(LiteralKind.String, token.Value) : ParseName();

    private ImportAttribute[] ParseAttributes()
    {
        var isAttributes = Is(TokenKind.With)
            || (Is(TokenKind.Identifier) && token.Value == "assert" && !token.NewlineBefore && Peek() == TokenKind.OpenBrace);
        if (!isAttributes)
        {
            return [];
        }

        Next();
        Expect(TokenKind.OpenBrace);
        var mark = pending.Count;
        while (!Is(TokenKind.CloseBrace) && !Is(TokenKind.EndOfFile))
        {
            var start = token.Start;
            var key = ParseModuleExportName();
            Expect(TokenKind.Colon);
            var value = ParseModuleSource();
            pending.Add(new ImportAttribute(start, token.LastEnd, key, value));
            ExpectListEnd();
        }

        Expect(TokenKind.CloseBrace);
        return TakePending<ImportAttribute>(mark);
    }

    private Statement ParseExport(int start, Decorator[] decorators)
    {
        Next();
        switch (Kind)
        {
            case TokenKind.Default:
                return ParseExportDefault(start, decorators);
            case TokenKind.Asterisk:
                return ParseExportAll(start, isTypeOnly: false);
            case TokenKind.OpenBrace:
                return ParseExportNames(start, isTypeOnly: false);
            case TokenKind.Type when isTypeScript && Peek() is TokenKind.OpenBrace or TokenKind.Asterisk:
                Next();
                return Is(TokenKind.Asterisk) ? ParseExportAll(start, isTypeOnly: true) : ParseExportNames(start, isTypeOnly: true);
            case TokenKind.Equals when isTypeScript:
                Next();
                var exported = ParseExpression();
                ExpectSemicolon();
                return new TSExportAssignment(start, token.LastEnd, exported);
            case TokenKind.As when isTypeScript && Peek() == TokenKind.Namespace:
                Next();
                Next();
                var name = ParseIdentifier();
                ExpectSemicolon();
                return new TSNamespaceExportDeclaration(start, token.LastEnd, name);
            default:
                var declaration = ParseExportedDeclaration(decorators);
                return new ExportNamedDeclaration(start, token.LastEnd, declaration, [], source: null, [], isTypeOnlyDeclaration(declaration));
        }

        static bool isTypeOnlyDeclaration(Statement declaration) => declaration is TypeOnlyDeclaration;
    }

    private Statement ParseExportedDeclaration(Decorator[] decorators)
    {
        var start = token.Start;
        if (Is(TokenKind.At))
        {
            decorators = [.. decorators, .. ParseDecorators()];
        }

        if (decorators.Length > 0)
        {
            start = decorators[0].Start > start - 1 ? start : token.Start;
            if (isTypeScript)
            {
                Accept(TokenKind.Abstract);
            }

            return ParseClassDeclaration(start, decorators, nameRequired: true);
        }

        if (isTypeScript && Is(TokenKind.Import))
        {
            Next();
            var isTypeOnly = Is(TokenKind.Type) && IsImportModifier();
            if (isTypeOnly)
            {
                Next();
            }

            return ParseImportEquals(start, ParseIdentifier(), isTypeOnly);
        }

        var isDeclaration = Kind is TokenKind.Var or TokenKind.Const or TokenKind.Let or TokenKind.Function or TokenKind.Class
            || (Is(TokenKind.Async) && Peek() == TokenKind.Function)
            || (isTypeScript && (Is(TokenKind.Enum) || IsIdentifier()));
        if (!isDeclaration)
        {
            FailExpected("declaration expected behind 'export'");
        }

        var declaration = ParseStatement(isListItem: true);
        if (declaration is ExpressionStatement or LabeledStatement)
        {
            Fail(declaration, "declaration expected behind 'export'");
        }

        return declaration;
    }

    private ExportDefaultDeclaration ParseExportDefault(int start, Decorator[] decorators)
    {
        Next();
        var declarationStart = token.Start;
        Node declaration;
        if (Is(TokenKind.Function) || (Is(TokenKind.Async) && Peek(out var newline) == TokenKind.Function && !newline))
        {
            declaration = ParseFunctionDeclaration(declarationStart, isStatementPosition: false, nameRequired: false);
        }
        else if (Kind is TokenKind.Class or TokenKind.At || decorators.Length > 0 || (isTypeScript && Is(TokenKind.Abstract) && Peek() == TokenKind.Class))
        {
            decorators = Is(TokenKind.At) ? [.. decorators, .. ParseDecorators()] : decorators;
            if (isTypeScript)
            {
                Accept(TokenKind.Abstract);
            }

            declaration = ParseClassDeclaration(declarationStart, decorators, nameRequired: false);
        }
        else if (isTypeScript && Is(TokenKind.Interface) && TryParseTypeScriptDeclaration() is { } typeDeclaration)
        {
            declaration = typeDeclaration;
        }
        else
        {
            declaration = ParseAssignment();
            ExpectSemicolon();
        }

        return new ExportDefaultDeclaration(start, token.LastEnd, declaration);
    }

    private ExportAllDeclaration ParseExportAll(int start, bool isTypeOnly)
    {
        Next();
        var exported = Accept(TokenKind.As) ? ParseModuleExportName() : null;
        ExpectFrom();
        var source = ParseModuleSource();
        var attributes = ParseAttributes();
        ExpectSemicolon();
        return new ExportAllDeclaration(start, token.LastEnd, exported, source, attributes, isTypeOnly);
    }

    private ExportNamedDeclaration ParseExportNames(int start, bool isTypeOnly)
    {
        Expect(TokenKind.OpenBrace);
        var mark = pending.Count;
        var needsSource = false;
        while (!Is(TokenKind.CloseBrace) && !Is(TokenKind.EndOfFile))
        {
            var specifierStart = token.Start;
            var isOnlyType = ParseSpecifierType();
            needsSource |= !IsIdentifier();
            var local = ParseModuleExportName();
            var exported = Accept(TokenKind.As) ? ParseModuleExportName() : local;
            pending.Add(new ExportSpecifier(specifierStart, token.LastEnd, local, exported, isOnlyType));
            ExpectListEnd();
        }

        Expect(TokenKind.CloseBrace);
        var specifiers = TakePending<ExportSpecifier>(mark);
        Literal? source = null;
        ImportAttribute[] attributes = [];
        if (needsSource || Is(TokenKind.From))
        {
            ExpectFrom();
            source = ParseModuleSource();
            attributes = ParseAttributes();
        }

        ExpectSemicolon();
        return new ExportNamedDeclaration(start, token.LastEnd, declaration: null, specifiers, source, attributes, isTypeOnly);
    }
}
