/** What is wrong with a form: with single fields, by their name, and with the whole of it. */
export interface FormProblems {
  whole: string | null
  fields: Readonly<Record<string, string>>
}

export const NO_PROBLEMS: FormProblems = { whole: null, fields: {} }

/** One thing that is wrong, as the graph tells it: `field` is a path that ends with the field's name. */
interface Problem {
  field?: readonly string[] | null
  message: string
}

/** Puts each problem to its field when it is one of `shown`, and the first of the others to the whole form. */
export function sortProblems(problems: readonly Problem[], shown: readonly string[]): FormProblems {
  const fields: Record<string, string> = {}
  let whole: string | null = null
  for (const { field, message } of problems) {
    const name = field?.at(-1)
    if (name !== undefined && shown.includes(name)) fields[name] ??= message
    else whole ??= message
  }
  return { whole, fields }
}
