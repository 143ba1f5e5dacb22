import ts from 'typescript'

/** A file as the house rules see it. */
export interface HouseFile {
  /** From the repository's root, with forward slashes. */
  path: string
  text: string
  /** Its TypeScript: the whole of a `.ts`, the scripts of a `.vue` or `.svelte`; nothing for other files. */
  source: ts.SourceFile | undefined
  /** Tests, type tests, and the files that only tests read. */
  isTest: boolean
}

/** Reads a file's text for the rules. */
export function read(path: string, text: string): HouseFile {
  const code = scripts(path, text)
  const kind = path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS
  return {
    path,
    text,
    source: code === undefined ? undefined : ts.createSourceFile(path, code, ts.ScriptTarget.Latest, true, kind),
    isTest: /\.test(-d)?\.[cm]?tsx?$|(^|\/)test\//.test(path) || path.startsWith('bindings/parity/'),
  }
}

/** `path:line` of a node. */
export function at(file: HouseFile, node: ts.Node): string {
  return lineOf(file, node.getStart(file.source))
}

/** `path:line` of a position in the text. */
export function lineOf(file: HouseFile, position: number): string {
  return `${file.path}:${file.text.slice(0, position).split('\n').length}`
}

/** Every node of the file's TypeScript, outermost first. */
export function* nodes(file: HouseFile): Generator<ts.Node> {
  if (file.source === undefined) return
  const left: ts.Node[] = [file.source]
  for (let node = left.pop(); node !== undefined; node = left.pop()) {
    yield node
    left.push(...node.getChildren(file.source).toReversed())
  }
}

/** Markup becomes blanks, so that positions in the scripts stay true. */
function scripts(path: string, text: string): string | undefined {
  if (/\.[cm]?[jt]sx?$/.test(path)) return text
  if (!/\.(vue|svelte)$/.test(path)) return undefined
  let code = ''
  let from = 0
  for (const match of text.matchAll(/(<script[^>]*>)([\s\S]*?)<\/script>/g)) {
    const start = match.index + (match[1] ?? '').length
    const end = start + (match[2] ?? '').length
    code += blank(text.slice(from, start)) + text.slice(start, end)
    from = end
  }
  return code + blank(text.slice(from))
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ')
}
