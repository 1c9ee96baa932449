// SPDX-License-Identifier: Apache-2.0
// Checks the types of one TypeScript file and runs it: node typescript-example.mjs <file.ts> <folder to run it in>
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

const [file, folder] = process.argv.slice(2).map((argument) => path.resolve(argument))
const modules = path.join(path.dirname(fileURLToPath(import.meta.url)), 'node_modules')

const program = ts.createProgram([file], {
  strict: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ES2022,
  moduleDetection: ts.ModuleDetectionKind.Force,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ['lib.es2022.d.ts'],
  typeRoots: [path.join(modules, '@types')],
  types: ['node'],
  skipLibCheck: true
})

let script = ''
program.emit(undefined, (_name, text) => {
  script = text
})
const faults = ts.getPreEmitDiagnostics(program)
if (faults.length > 0) {
  process.stderr.write(
    ts.formatDiagnostics(faults, {
      getCanonicalFileName: (name) => path.basename(name),
      getCurrentDirectory: () => folder,
      getNewLine: () => '\n'
    })
  )
  process.exit(1)
}
const run = spawnSync(process.execPath, ['--input-type=module', '--eval', script], { cwd: folder, stdio: 'inherit' })
process.exit(run.status ?? 1)
