import ts from 'typescript'

/** An `@example` of a doc comment. */
export interface Example {
  /** Where its comment begins: `core/src/client/call.ts:21`. */
  place: string
  code: string
}

/**
 * Every `@example` in a file's doc comments.
 *
 * @example
 * examplesIn('core/src/client/call.ts', text).map(({ code }) => code)
 */
export function examplesIn(path: string, text: string): Example[] {
  return [...text.matchAll(/\/\*\*[\s\S]*?\*\//g)].flatMap(({ 0: comment, index }) => {
    const line = text.slice(0, index).split('\n').length
    const bare = comment.slice(3, -2).replace(/^[ \t]*\* ?/gm, '')
    const found = bare.matchAll(/^@example\b\s*([\s\S]*?)(?=^@\w|(?![\s\S]))/gm)
    return [...found].map(([, code = '']) => ({ place: `${path}:${line}`, code: code.trim() }))
  })
}

/**
 * Why an example cannot be read as code; `undefined` where it can. An ellipsis stands for what the reader knows already.
 *
 * @example
 * syntaxIssue({ place: 'a.ts:1', code: 'call(' }) // "a.ts:1 ')' expected."
 */
export function syntaxIssue({ place, code }: Example): string | undefined {
  const whole = code.replace(/,?\s*…(?=\s*[})\]])/g, '')
  const source = ts.createSourceFile('example.tsx', whole, ts.ScriptTarget.ES2022, false, ts.ScriptKind.TSX)
  // What the parser noticed is on the file, though its type does not say so; a program for each example would take seconds.
  const [first] = (source as ts.SourceFile & { readonly parseDiagnostics?: readonly ts.Diagnostic[] }).parseDiagnostics ?? []
  return first && `${place} ${ts.flattenDiagnosticMessageText(first.messageText, ' ')}`
}
