/** A doc comment, taken apart. */
export interface DocComment {
  /** Everything before the first tag. */
  text: string
  params: readonly { name: string; text: string }[]
  returns: string
  throws: string
  example: string
}

/**
 * Takes a doc comment apart, from its opening stars to its closing one.
 *
 * @example
 * readDocComment('/** Adds. @param a the first *\/').text
 */
export function readDocComment(comment: string): DocComment {
  const bare = comment
    .replace(/^\/\*\*/, '')
    .replace(/\*\/$/, '')
    .replace(/^[ \t]*\* ?/gm, '')
  const linked = bare.replace(/\{@link (\w+)\}/g, '`$1`')
  const [text = '', ...tags] = linked.split(/^[ \t]*(?=@(?:param|returns|throws|example)\b)/m)
  const of = (name: string): string[] => tags.filter((tag) => tag.startsWith(`@${name}`)).map((tag) => tag.slice(name.length + 1))
  const params = of('param').map((tag) => {
    const [, name = '', rest = ''] = /^\s*(\w+)\s+([\s\S]*)$/.exec(tag) ?? []
    return { name, text: joined(rest) }
  })
  return {
    text: paragraphs(text),
    params,
    returns: joined(sentences(of('returns').join(' '))),
    throws: joined(of('throws').join(' ')),
    example: of('example').join('\n').trim(),
  }
}

/** A new sentence on a new line needs no full stop before it in a comment; in one line it does. */
function sentences(text: string): string {
  return text.trim().replace(/([\w`'])\s*\n\s*(?=[A-Z])/g, '$1. ')
}

/** One paragraph in one line. */
function joined(text: string): string {
  return text.trim().replace(/\s+/g, ' ')
}

function paragraphs(text: string): string {
  return text
    .split(/\n[ \t]*\n/)
    .map(joined)
    .filter(Boolean)
    .join('\n\n')
}
