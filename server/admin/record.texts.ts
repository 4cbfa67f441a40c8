/** How settings are called where their record is read. */
const fields = {
  name: ['Nombre', 'Name', 'Nome'],
  title: ['Título', 'Title', 'Título'],
  email: ['Correo', 'E-mail', 'E-mail'],
  role: ['Función', 'Role', 'Função'],
  language: ['Idioma', 'Language', 'Idioma'],
  zone: ['Zona horaria', 'Time zone', 'Fuso horário'],
  active: ['Activo', 'Active', 'Ativo'],
  password_hash: ['Contraseña', 'Password', 'Senha'],
  only_provider: ['Solo por proveedor', 'By provider only', 'Só por provedor'],
  enrol_by: ['Segundo factor hasta', 'Second factor by', 'Segundo fator até'],
  right: ['Permiso', 'Right', 'Permissão'],
  agent_id: ['Agente', 'Agent', 'Agente'],
  group_id: ['Grupo', 'Group', 'Grupo'],
  triage: ['Bandeja de entrada', 'Tray', 'Bandeja de entrada'],
  is_default: ['Predeterminado', 'Default', 'Padrão'],
  auto_close_days: ['Cierre automático (días)', 'Automatic closing (days)', 'Fechamento automático (dias)'],
  thanks_reopens: ['Un «gracias» reabre', 'A “thank you” reopens', 'Um «obrigado» reabre'],
  agents_close: ['Los agentes pueden cerrar', 'Agents may close', 'Os agentes podem fechar'],
  needs_verification: ['Pedir verificación', 'Ask for verification', 'Pedir verificação'],
  review_minutes: ['Revisión (minutos)', 'Review (minutes)', 'Revisão (minutos)'],
  follow_up_days: ['Seguimiento (días)', 'Follow-up (days)', 'Acompanhamento (dias)'],
  token_hash: ['Clave', 'Key', 'Chave'],
  scopes: ['Alcance', 'Scopes', 'Alcance'],
  expires_at: ['Vence el', 'Expires', 'Vence em'],
  revoked_at: ['Revocado el', 'Revoked', 'Revogado em'],
  used_at: ['Usado el', 'Used', 'Usado em'],
  kind: ['Tipo', 'Kind', 'Tipo'],
  confirmed_at: ['Confirmado el', 'Confirmed', 'Confirmado em'],
  code_hash: ['Código de recuperación', 'Recovery code', 'Código de recuperação'],
  credential_id: ['Identificador de la llave', 'Passkey id', 'Identificador da chave'],
  public_key: ['Llave de acceso', 'Passkey', 'Chave de acesso'],
  transports: ['Conexión', 'Transport', 'Conexão'],
  created_by: ['Creado por', 'Created by', 'Criado por'],
  issuer: ['Emisor', 'Issuer', 'Emissor'],
  client_id: ['Cliente OIDC', 'OIDC client', 'Cliente OIDC'],
  provider_id: ['Proveedor', 'Provider', 'Provedor'],
  subject: ['Sujeto', 'Subject', 'Sujeito'],
  linked_at: ['Vinculado el', 'Linked', 'Vinculado em'],
  domains: ['Dominios', 'Domains', 'Domínios'],
  creates: ['Crea agentes', 'Creates agents', 'Cria agentes'],
  sealed: ['Secreto', 'Secret', 'Segredo'],
  status: ['Significa', 'Means', 'Significa'],
  fixed: ['Básico', 'Basic', 'Básico'],
  own_name: ['Nombre propio', 'Own name', 'Nome próprio'],
  position: ['Posición', 'Position', 'Posição'],
  parent_id: ['Dentro de', 'Within', 'Dentro de'],
  category_id: ['Categoría', 'Category', 'Categoria'],
  choices: ['Opciones', 'Choices', 'Opções'],
  needed_for: ['Se necesita para', 'Needed for', 'Necessária para'],
  hours: ['Horario', 'Hours', 'Horário'],
  holidays: ['Feriados', 'Holidays', 'Feriados'],
  exceptions: ['Excepciones', 'Exceptions', 'Exceções'],
  calendar_id: ['Calendario', 'Calendar', 'Calendário'],
  policy_id: ['Política', 'Policy', 'Política'],
  priority: ['Prioridad', 'Priority', 'Prioridade'],
  amount: ['Cantidad', 'Amount', 'Quantidade'],
  unit: ['Unidad', 'Unit', 'Unidade'],
  pause_on_third_party: ['Pausa con terceros', 'Pauses on third parties', 'Pausa com terceiros'],
  country: ['País', 'Country', 'País'],
  countries: ['Otros países', 'Other countries', 'Outros países'],
  logo: ['Logotipo', 'Logo', 'Logotipo'],
  bytes: ['Logotipo', 'Logo', 'Logotipo'],
  type: ['Formato', 'Format', 'Formato'],
  address: ['Dirección', 'Address', 'Endereço'],
  confirms: ['Confirma cada ticket nuevo', 'Confirms each new ticket', 'Confirma cada ticket novo'],
  former_addresses: ['Direcciones anteriores', 'Former addresses', 'Endereços anteriores'],
  plus_addressing: ['Direcciones con «+»', 'Addresses with “+”', 'Endereços com «+»'],
  signature: ['Firma', 'Signature', 'Assinatura'],
  trusted_server: ['Servidor de confianza', 'Trusted server', 'Servidor de confiança'],
  sending_trouble: ['Problema al enviar', 'Trouble sending', 'Problema ao enviar'],
  sending_trouble_since: ['No se envía desde', 'Cannot send since', 'Sem enviar desde'],
  call_record_only: ['Puede quedar en la llamada', 'A call may be enough', 'Pode ficar na chamada'],
  tells_solved: ['Avisa de la solución', 'Tells of the solution', 'Avisa da solução'],
  tells_closed: ['Avisa del cierre', 'Tells of the closing', 'Avisa do fechamento'],
  counter: ['Usos de la llave', 'Uses of the passkey', 'Usos da chave'],
  last_step: ['Último código usado', 'Last code used', 'Último código usado'],
  about: ['De qué trata', 'About', 'Sobre o quê'],
  secondFactor: ['Segundo factor obligatorio', 'Second factor required', 'Segundo fator obrigatório'],
  html: ['Cuerpo', 'Body', 'Corpo'],
  broken: ['Error al usarla', 'Fault when used', 'Erro ao usar'],
  greeting: ['Saludo', 'Greeting', 'Saudação'],
  closing: ['Despedida', 'Closing', 'Despedida'],
  mailbox_id: ['Buzón', 'Mailbox', 'Caixa postal'],
  scope: ['Alcance', 'Scope', 'Alcance'],
  homes: ['Servidores a los que vale', 'Servers it is good for', 'Servidores em que vale'],
  connected_at: ['Conectado el', 'Connected', 'Conectado em'],
  graceDays: ['Días para configurarlo', 'Days to set it up', 'Dias para configurá-lo'],
} satisfies Record<string, [string, string, string]>

const channels: Record<string, [string, string, string]> = {
  portal: ['Canal: portal', 'Channel: portal', 'Canal: portal'],
  email: ['Canal: correo', 'Channel: e-mail', 'Canal: e-mail'],
  phone: ['Canal: teléfono', 'Channel: phone', 'Canal: telefone'],
  hours: ['Canal: horario', 'Channel: hours', 'Canal: horário'],
  note: ['Canal: nota', 'Channel: note', 'Canal: nota'],
}

const connection: Record<string, [string, string, string]> = {
  host: ['servidor', 'server', 'servidor'],
  port: ['puerto', 'port', 'porta'],
  security: ['cifrado', 'encryption', 'criptografia'],
  user: ['usuario', 'user', 'usuário'],
  auth: ['cómo entra', 'how it signs in', 'como entra'],
  folder: ['carpeta', 'folder', 'pasta'],
  unreadSince: ['también lo no leído desde', 'also what is unread since', 'também o não lido desde'],
}
/** The fields of one way in or out, each with the way before it. */
const way = (said: [string, string, string]) =>
  Object.fromEntries(
    Object.entries(connection).map(([key, names]) => [key, names.map((name, n) => `${said[n]}: ${name}`)]),
  ) as Record<string, [string, string, string]>

/** What a table calls otherwise than the rest. */
const inTemplates: Record<string, [string, string, string]> = { subject: ['Asunto', 'Subject', 'Assunto'] }

const tables: Record<string, [string, string, string]> = {
  settings: ['Ajuste', 'Setting', 'Ajuste'],
  agents: ['Agente', 'Agent', 'Agente'],
  groups: ['Grupo', 'Group', 'Grupo'],
  memberships: ['Permiso', 'Right', 'Permissão'],
  tokens: ['Clave de la API', 'API key', 'Chave da API'],
  access_links: ['Enlace de acceso', 'Access link', 'Link de acesso'],
  totps: ['Código del teléfono', 'Phone codes', 'Códigos do telefone'],
  recovery_codes: ['Código de recuperación', 'Recovery code', 'Código de recuperação'],
  passkeys: ['Llave de acceso', 'Passkey', 'Chave de acesso'],
  providers: ['Proveedor de identidad', 'Identity provider', 'Provedor de identidade'],
  identities: ['Identidad vinculada', 'Linked identity', 'Identidade vinculada'],
  statuses: ['Estado', 'Status', 'Estado'],
  categories: ['Categoría', 'Category', 'Categoria'],
  questions: ['Pregunta', 'Question', 'Pergunta'],
  calendars: ['Calendario', 'Calendar', 'Calendário'],
  policies: ['Política', 'Policy', 'Política'],
  policy_targets: ['Plazo', 'Target', 'Prazo'],
  secrets: ['Secreto', 'Secret', 'Segredo'],
  mailboxes: ['Buzón', 'Mailbox', 'Caixa postal'],
  logos: ['Logotipo', 'Logo', 'Logotipo'],
  mail_templates: ['Plantilla de correo', 'Mail template', 'Modelo de e-mail'],
  call_scripts: ['Guion de llamada', 'Call script', 'Roteiro de chamada'],
  library_files: ['Archivo de la biblioteca', 'File of the library', 'Arquivo da biblioteca'],
  mailbox_oauth: ['Conexión OAuth de un buzón', 'OAuth connection of a mailbox', 'Conexão OAuth de uma caixa'],
}

const values: Record<string, Record<string, [string, string, string]>> = {
  role: {
    operator: ['Operador', 'Operator', 'Operador'],
    agent: ['Agente', 'Agent', 'Agente'],
    admin: ['Administrador', 'Administrator', 'Administrador'],
  },
  right: {
    read: ['Ver', 'See', 'Ver'],
    create: ['Crear', 'Create', 'Criar'],
    change: ['Trabajar', 'Work', 'Trabalhar'],
    full: ['Dirigir', 'Lead', 'Liderar'],
  },
  unit: {
    minute: ['minutos', 'minutes', 'minutos'],
    hour: ['horas', 'hours', 'horas'],
    day: ['días', 'days', 'dias'],
  },
  kind: {
    invitation: ['Invitación', 'Invitation', 'Convite'],
    password: ['Otra contraseña', 'Another password', 'Outra senha'],
    first_response: ['Primera respuesta', 'First response', 'Primeira resposta'],
    next_update: ['Próxima novedad', 'Next update', 'Próxima atualização'],
    solution: ['Solución', 'Solution', 'Solução'],
    text: ['Texto', 'Text', 'Texto'],
    number: ['Número', 'Number', 'Número'],
    date: ['Fecha', 'Date', 'Data'],
    yes_no: ['Sí o no', 'Yes or no', 'Sim ou não'],
    choice: ['Una de varias', 'One of several', 'Uma de várias'],
    confirmation: ['Confirmación de ticket', 'Ticket confirmation', 'Confirmação de ticket'],
    solved: ['Solución', 'Solution', 'Solução'],
    closed: ['Cierre', 'Closing', 'Encerramento'],
    update: ['Novedades', 'News', 'Novidades'],
    question: ['Pedido de datos', 'Request for details', 'Pedido de dados'],
  },
  needed_for: {
    intake: ['Registrar el ticket', 'Registering the ticket', 'Registrar o ticket'],
    diagnosis: ['Diagnosticarlo', 'Diagnosing it', 'Diagnosticá-lo'],
  },
  about: {
    ticket: ['El ticket', 'The ticket', 'O ticket'],
    customer: ['El cliente', 'The customer', 'O cliente'],
    organization: ['La empresa', 'The organization', 'A empresa'],
  },
  language: {
    es: ['Español', 'Spanish', 'Espanhol'],
    en: ['Inglés', 'English', 'Inglês'],
    pt: ['Portugués', 'Portuguese', 'Português'],
  },
  security: { none: ['sin cifrar', 'unencrypted', 'sem criptografia'] },
  auth: {
    none: ['sin clave', 'no password', 'sem senha'],
    password: ['con clave', 'with a password', 'com senha'],
    oauth2: ['con OAuth2', 'with OAuth2', 'com OAuth2'],
  },
  scopes: {
    read: ['leer', 'read', 'ler'],
    write: ['escribir', 'write', 'escrever'],
    admin: ['administrar', 'administer', 'administrar'],
  },
  secondFactor: {
    nobody: ['Nadie', 'Nobody', 'Ninguém'],
    admins: ['Quienes administran', 'Administrators', 'Quem administra'],
    everybody: ['Todos', 'Everybody', 'Todos'],
  },
}

const weekdays: Record<string, [string, string, string]> = {
  1: ['lun', 'Mon', 'seg'],
  2: ['mar', 'Tue', 'ter'],
  3: ['mié', 'Wed', 'qua'],
  4: ['jue', 'Thu', 'qui'],
  5: ['vie', 'Fri', 'sex'],
  6: ['sáb', 'Sat', 'sáb'],
  7: ['dom', 'Sun', 'dom'],
}

const others: Record<string, [string, string, string]> = {
  settingSecret: ['(no se muestra)', '(not shown)', '(não é mostrado)'],
  closedThatDay: ['cerrado', 'closed', 'fechado'],
}

const settings: Record<string, [string, string, string]> = {
  company: ['Empresa', 'Company', 'Empresa'],
  mail: ['Correos que escribe la mesa', 'Mails the desk writes', 'E-mails que a mesa escreve'],
  priorities: ['Nombres de las prioridades', 'Names of the priorities', 'Nomes das prioridades'],
  security: ['Seguridad', 'Security', 'Segurança'],
}

const ways = (pick: (group: Record<string, [string, string, string]>) => Record<string, string | undefined>) => ({
  incoming: pick(way(['Entrada', 'Incoming', 'Entrada'])),
  outgoing: pick(way(['Salida', 'Outgoing', 'Saída'])),
})

const named = (pick: (group: Record<string, [string, string, string]>) => Record<string, string | undefined>) => ({
  immediate: pick(inEach(['Inmediata', 'Immediate', 'Imediata'])),
  high: pick(inEach(['Alta', 'High', 'Alta'])),
  normal: pick(inEach(['Normal', 'Normal', 'Normal'])),
  low: pick(inEach(['Baja', 'Low', 'Baixa'])),
  text: pick(inEach(['Texto', 'Text', 'Texto'])),
})
/** One name in each language, told apart by what its speakers call it. */
const inEach = (said: [string, string, string]) =>
  Object.fromEntries(
    Object.entries({ es: 'español', en: 'English', pt: 'português' }).map(([key, name]) => [
      key,
      said.map((one) => `${one} (${name})`),
    ]),
  ) as Record<string, [string, string, string]>

const inLanguage = (n: 0 | 1 | 2) => {
  const pick = (group: Record<string, [string, string, string]>) =>
    Object.fromEntries(Object.entries(group).map(([key, said]) => [key, said[n]]))
  return {
    settingField: {
      ...pick(fields),
      channels: pick(channels),
      ...named(pick),
      mail_templates: pick(inTemplates),
      ...ways(pick),
    },
    settingTable: pick(tables),
    setting: pick(settings),
    settingValue: Object.fromEntries(Object.entries(values).map(([key, group]) => [key, pick(group)])),
    weekday: pick(weekdays),
    ...pick(others),
  }
}

export const recordTexts = { es: inLanguage(0), en: inLanguage(1), pt: inLanguage(2) }
