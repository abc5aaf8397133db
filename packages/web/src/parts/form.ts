// Reading forms. Nothing is kept.

/** Text of a form's field by its name; empty where there is none. */
export function fieldOf(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}
