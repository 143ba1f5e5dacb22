import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import ts from 'typescript'
import { buildAll } from '../dist.ts'
import { missing, packages, type Package } from '../packages.ts'
import { ROOT } from '../root.ts'
import { run, told } from '../run.ts'

/** What users would find wrong with the packages as they come out of `npm pack`: entries, types, contents, docs in the editor. */
export async function shape(): Promise<string[]> {
  const problems = await buildAll({ fresh: false })
  const folder = mkdtempSync(`${tmpdir()}/blockstate-pack-`)
  try {
    for (const pkg of packages()) {
      if (missing(pkg).length === 0) problems.push(...(await packed(pkg, folder)), ...undocumented(pkg))
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return problems
}

async function packed(pkg: Package, parent: string): Promise<string[]> {
  const folder = `${parent}/${pkg.folder.replaceAll('/', '-')}`
  mkdirSync(folder)
  const pack = await run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], { cwd: `${ROOT}${pkg.folder}` })
  const [tarball] = globSync(`${folder}/*.tgz`)
  if (pack.code !== 0 || tarball === undefined) return [`${pkg.name}: npm pack\n${told(pack)}`]
  const problems: string[] = []
  const publint = await run('publint', [tarball, '--strict'])
  if (publint.code !== 0) problems.push(`${pkg.name}: publint\n${told(publint)}`)
  const attw = await run('attw', [tarball, '--profile', 'esm-only', '--no-color', '--no-emoji', '--format', 'ascii'])
  if (attw.code !== 0) problems.push(`${pkg.name}: attw\n${told(attw)}`)
  const list = await run('tar', ['-tzf', tarball])
  const tests = list.stdout.split('\n').filter((path) => /\.test(-d)?\.|\/test\//.test(path))
  if (tests.length > 0) problems.push(`${pkg.name}: packs its tests, such as ${tests[0]}`)
  return problems
}

/** A function that was documented in the source must show it in the editors of users. */
function undocumented(pkg: Package): string[] {
  return globSync(`${pkg.folder}/dist/**/*.d.mts`, { cwd: ROOT }).flatMap((path) => {
    const source = ts.createSourceFile(path, readFileSync(`${ROOT}${path}`, 'utf8'), ts.ScriptTarget.Latest, true)
    const documented = new Set<string>()
    const names = new Set<string>()
    const exported = new Set(source.statements.flatMap(exportedNames))
    for (const statement of source.statements) {
      if (!ts.isFunctionDeclaration(statement) || statement.name === undefined || !exported.has(statement.name.text)) continue
      names.add(statement.name.text)
      if (ts.getJSDocCommentsAndTags(statement).length > 0) documented.add(statement.name.text)
    }
    return [...names].filter((name) => !documented.has(name)).map((name) => `${path}: ${name} has lost its doc comment`)
  })
}

function exportedNames(statement: ts.Statement): string[] {
  if (!ts.isExportDeclaration(statement) || statement.exportClause === undefined || !ts.isNamedExports(statement.exportClause)) return []
  return statement.exportClause.elements.map((element) => (element.propertyName ?? element.name).text)
}
