import { expect, test } from 'vitest'
import writeWorkbook from 'write-excel-file/node'
import { compareCustomers, importCustomers } from '../../server/worker.ts'
import { MARIA, ok, open, say } from '../acts.ts'
import { accessibilityFaults, newConsole } from '../console.ts'
import { tabTo } from '../keyboard.ts'
import { settled } from '../pages.ts'
import { newWorld } from '../world.ts'

const world = newWorld({ clock: 'true' })
const console_ = newConsole(world)
const enrol = async (body: object) => ok(await world.ben.call('POST', '/api/customers', body), 201)

test('Z4: Ben reads all that was said and done with María, and notes what he learns; Eva reads only what is hers', async () => {
  const ticket = await open(world.ben)
  await say(world.ben, ticket.id, { kind: 'note', text: 'Tiene dos impresoras' })
  const url = `/clientes/${ticket.customer.id}`
  const page = await console_.open('Ben', url)
  await page.getByText('Tiene dos impresoras').waitFor()
  await page.getByRole('combobox', { name: 'Qué se muestra' }).selectOption('Llamadas')
  await page.getByText('Llamada recibida').waitFor()
  await page.getByText('Tiene dos impresoras').waitFor({ state: 'hidden' })

  await page.keyboard.press('Escape')
  await page.evaluate(() => (document.activeElement as HTMLElement).blur())
  await page.keyboard.press('e')
  const dialog = page.getByRole('dialog')
  await tabTo(page, dialog.getByRole('textbox', { name: 'Identificación fiscal' }))
  await page.keyboard.type('12345678-9')
  await tabTo(page, dialog.getByRole('textbox', { name: 'Dirección' }))
  await page.keyboard.type('Los Aromos 123')
  await tabTo(page, dialog.getByRole('button', { name: 'Guardar' }))
  await page.keyboard.press('Enter')
  await page.getByText('El dígito verificador no cuadra').waitFor()
  expect(await page.getByText('Los Aromos 123').first().isVisible()).toBe(true)

  const eva = await console_.open('Eva', url)
  await eva.getByRole('heading', { name: MARIA.name }).waitFor()
  await settled(eva)
  expect(await eva.getByText('Tiene dos impresoras').count()).toBe(0)
  expect(await eva.getByText('No imprime facturas').count()).toBe(0)
})

test('Z4: Raíz adds by keyboard what is asked of every customer; Ben answers it, and only sees where it is set up', async () => {
  const admin = await console_.open('Raíz', '/administracion/categorias')
  await settled(admin)
  await admin.getByRole('button', { name: 'Editar Preguntas sobre clientes' }).press('Enter')
  await tabTo(admin, admin.getByRole('button', { name: 'Agregar una pregunta' }))
  await admin.keyboard.press('Enter')
  await tabTo(admin, admin.getByRole('textbox', { name: 'Pregunta 1' }))
  await admin.keyboard.type('¿Qué balanza tiene?')
  expect(await admin.getByRole('combobox', { name: 'Se necesita para' }).count()).toBe(0)
  expect(await accessibilityFaults(admin)).toEqual([])
  await tabTo(admin, admin.getByRole('button', { name: 'Guardar' }))
  await admin.keyboard.press('Enter')
  await admin.getByRole('listitem').filter({ hasText: 'sobre clientes1 pregunta' }).waitFor()

  const { customer } = await open(world.ben)
  const page = await console_.open('Ben', `/clientes/${customer.id}`)
  await page.getByRole('heading', { name: MARIA.name }).waitFor()
  await page.keyboard.press('e')
  await page.getByRole('textbox', { name: '¿Qué balanza tiene?' }).waitFor()
  await page.goto('/administracion/categorias')
  const edit = page.getByRole('button', { name: 'Editar Preguntas sobre empresas' })
  expect([await edit.isDisabled(), await edit.getAttribute('title')]).toEqual([true, expect.stringMatching(/^Solo/)])
})

test('T4: Raíz finds one person twice on the work list, compares, merges them, and thinks better of it', async () => {
  const one = await enrol({ name: 'Elena Páez', phones: ['+56 9 7777 0001'], emails: ['elena@correo.example'] })
  await enrol({ name: 'ELENA PAEZ', phones: ['9 7777 0001'], taxId: '11111111-1' })
  await compareCustomers(world.desk)
  const page = await console_.open('Raíz', '/clientes/duplicados')
  await page.getByText('mismo teléfono y nombre').waitFor()
  await tabTo(page, page.getByRole('button', { name: 'Comparar' }))
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('table').waitFor()
  await tabTo(page, dialog.getByRole('radio', { name: 'Elena Páez', exact: true }))
  await page.keyboard.press('ArrowRight')
  expect(await accessibilityFaults(page)).toEqual([])
  await tabTo(page, dialog.getByRole('button', { name: 'Fusionar', exact: true }))
  await page.keyboard.press('Enter')
  await page.getByText('Nadie parece estar dos veces').waitFor()

  await page.goto(`/clientes/${one.id}`)
  await page.getByRole('heading', { name: 'ELENA PAEZ' }).waitFor()
  await page.getByText('11.111.111-1').waitFor()
  await page.getByRole('button', { name: 'Deshacer la fusión' }).press('Enter')
  await page.getByText('Aquí se fusionó').waitFor({ state: 'hidden' })
  await expect
    .poll(async () => (await world.ben.call('GET', `/api/customers/${one.id}`)).body)
    .toMatchObject({ name: 'Elena Páez', taxId: null })
})

test('Raíz brings a list in: the columns are guessed, she sees what each row becomes, and then they are there', async () => {
  const lines = [
    ['Nombre completo', 'Celular', 'Correo', 'Empresa'],
    ['Rosa Huenchumán', '9 8765 4000', 'rosa@vina.example', 'Viña Sur'],
    ['', '9 8765 4001', '', 'Viña Sur'],
  ]
  const page = await console_.open('Raíz', '/clientes/importar')
  await page.getByText('Traiga su lista de clientes').waitFor()
  const buffer = await writeWorkbook(lines.map((line) => line.map((value) => ({ value }))) as never).toBuffer()
  await page.locator('input[type=file]').setInputFiles({
    name: 'clientes.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer,
  })
  const column = page.getByRole('combobox', { name: 'Qué contiene la columna Celular' })
  await expect.poll(() => column.inputValue()).toBe('phone')
  await tabTo(page, page.getByRole('button', { name: 'Probar sin escribir' }))
  await page.keyboard.press('Enter')
  await page.getByText('probando').waitFor()
  await importCustomers(world.desk)
  await page.getByText('Falta el nombre.').waitFor()
  await tabTo(page, page.getByRole('button', { name: 'Importar 1 persona' }))
  await page.keyboard.press('Enter')
  await page.getByText('puede cerrar esta página').waitFor()
  await importCustomers(world.desk)
  await page.getByText('importación terminada').waitFor()
  await page.getByRole('link', { name: 'Rosa Huenchumán' }).press('Enter')
  await page.getByRole('heading', { name: 'Rosa Huenchumán' }).waitFor()
  await page.getByRole('link', { name: 'Viña Sur' }).press('Enter')
  await page.getByRole('heading', { name: 'Viña Sur' }).waitFor()
  await page.getByText('1 persona').waitFor()
})
