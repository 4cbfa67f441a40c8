/** What the commands say, in the language of the terminal. */
export const es = {
  about: 'Órdenes de Ventanilla. Hablan con la mesa de DATA_DIR (./data), o con DATABASE_URL si está definida.',
  title: { usage: 'Uso:', options: 'Opciones:', commands: 'Órdenes:', arguments: 'Argumentos:' },
  help: {
    option: 'muestra esta ayuda',
    version: 'muestra la versión',
    json: 'responde en JSON por la salida estándar',
    command: 'muestra la ayuda de una orden',
    codes:
      'Código de salida: 0 todo en orden, 1 algo no lo está (se dice en una frase), 2 la orden está mal escrita; `mail`: 75 el correo no se pudo guardar ahora, y quien lo entrega lo intenta de nuevo.',
  },
  database: {
    creating: 'Creando la base de datos (una sola vez, unos segundos)',
    moved_aside: '{{folder}} no contenía una base de datos completa; se movió a {{aside}}',
    recovering: 'La base de datos está recuperando lo último que hizo; se la espera',
    left_running: 'Se detiene una base de datos que dejó encendida un servidor anterior (proceso {{process}})',
    lost: 'La base de datos se detuvo o cortó la conexión; se vuelve a levantar',
    back: 'La base de datos está de vuelta',
    not_back: 'La base de datos todavía no vuelve: {{why}}',
  },
  migrate: {
    about: 'Lleva la base de datos a esta versión. El arranque lo hace por sí mismo.',
    done_one: 'Se aplicó {{count}} migración.',
    done_many: 'Se aplicaron {{count}} migraciones.',
    done_other: 'Se aplicaron {{count}} migraciones.',
    done_zero: 'La base de datos ya está al día.',
  },
  demo: {
    about: 'Carga la empresa de demostración en una mesa vacía y detenida, y muestra con qué cuenta entrar.',
  },
  token: {
    about: 'Llaves de la API para programas.',
    create: 'Crea una llave y escribe solo la llave en la salida estándar. No se vuelve a mostrar.',
    list: 'Enumera las llaves, sin mostrarlas.',
    revoke: 'Revoca una llave; deja de servir al instante.',
    agent: 'correo del agente en cuyo nombre actúa; nunca puede más que él',
    scope: 'permisos, separados por comas: read, write, admin',
    name: 'para qué es',
    id: 'número de la llave, según «token list»',
    revoked: 'La llave {{id}} está revocada.',
    none: 'No hay llaves.',
    state: { active: 'activa', revoked: 'revocada', expired: 'vencida' },
    columns: 'Nº\tEstado\tAgente\tPermisos\tPara qué',
  },
  mail: {
    about: 'Toma un correo de la entrada estándar y dice qué fue de él',
    mailbox: 'dirección del buzón; sin ella, el predeterminado',
  },
  backup: {
    about: 'Guarda toda la mesa (datos, archivos, sellos y clave secreta) en un archivo cifrado, sin detenerla.',
    file: 'archivo que se crea',
    passphrase: 'archivo cuya primera línea es la frase de paso (si no, BACKUP_PASSPHRASE, o se pregunta)',
    ask: 'Frase de paso de la copia: ',
    askAgain: 'Repítala: ',
    done: 'Copia terminada: {{file}} ({{size}}; {{rows}} filas, {{files}} archivos). Guarde la frase de paso en otro lugar: sin ella no se puede abrir.',
    missing_one:
      'Falta {{count}} archivo adjunto en el almacenamiento, y no está en la copia: {{list}}. Recupérelo de una copia anterior.',
    missing_many:
      'Faltan {{count}} archivos adjuntos en el almacenamiento, y no están en la copia: {{list}}. Recupérelos de una copia anterior.',
    missing_other:
      'Faltan {{count}} archivos adjuntos en el almacenamiento, y no están en la copia: {{list}}. Recupérelos de una copia anterior.',
  },
  restore: {
    about: 'Recupera una copia en una mesa vacía, entera o nada, y comprueba su registro.',
    file: 'copia hecha con «ventanilla backup»',
    done: 'Recuperada la copia del {{madeAt}} (versión {{version}}). El registro está en orden. Ya puede arrancar la mesa.',
    doubtful: 'Recuperada la copia del {{madeAt}} (versión {{version}}), pero su registro no está en orden:',
    resting:
      'El correo está en reposo: los buzones quedaron inactivos, y lo que iba a salir se muestra como fallido. Cuando sea seguro que la otra mesa ya no funciona, actívelos en Administración → Buzones.',
  },
  verify: {
    about: 'Comprueba el registro de transacciones: huellas, sellos, el archivo de sellos y los datos tal como están.',
    fine: 'El registro está en orden: {{facts}} hechos, {{changes}} cambios, {{seals}} sellos.',
    wrong_one: 'El registro no está en orden: {{count}} hallazgo.',
    wrong_many: 'El registro no está en orden: {{count}} hallazgos.',
    wrong_other: 'El registro no está en orden: {{count}} hallazgos.',
    more: '… y {{count}} más de los mismos tipos.',
    unsealed_zero: 'No queda nada por sellar.',
    unsealed_one: 'Queda {{count}} fila por sellar; se sella en segundos cuando la mesa está en marcha.',
    unsealed_many: 'Quedan {{count}} filas por sellar; se sellan en segundos cuando la mesa está en marcha.',
    unsealed_other: 'Quedan {{count}} filas por sellar; se sellan en segundos cuando la mesa está en marcha.',
    step: { rows: 'huellas', seals: 'sellos', state: 'datos' },
  },
  finding: {
    trigger_off:
      'El disparador {{trigger}} de la tabla {{table}} falta o está apagado: lo que se escriba ahí no queda registrado o puede borrarse.',
    change_altered: 'El cambio {{change}} ({{table}} {{row}}) no coincide con su huella: alguien lo modificó.',
    erased_unlawfully:
      'Al cambio {{change}} ({{table}} {{row}}) le faltan los valores y ningún borrado registrado lo explica.',
    fact_missing: 'El cambio {{change}} ({{table}} {{row}}) nombra el hecho {{fact}}, que no existe: alguien lo quitó.',
    chain_broken: 'El sello {{seal}} no sigue al anterior: falta un sello o alguien lo cambió.',
    seal_unsigned: 'La firma del sello {{seal}} no es de esta SECRET_KEY: el sello es falso, o la clave es otra.',
    sealed_count:
      'El sello {{seal}} cubría {{sealed}} filas de {{table}} (de la {{from}} a la {{to}}) y ahora hay {{found}}: se quitaron o añadieron filas.',
    sealed_altered:
      'Las filas de {{table}} que cubre el sello {{seal}} (de la {{from}} a la {{to}}) no son las que se sellaron.',
    file_missing:
      'Falta el archivo de sellos {{file}}. Si esta máquina no ejecuta el trabajo de fondo, compruebe donde se ejecuta.',
    file_alone:
      'El archivo de sellos nombra el sello {{seal}}, que ya no está en la base de datos: se quitó el final del registro, o se volvió a un estado anterior.',
    file_differs: 'El sello {{seal}} no es el que anotó el archivo de sellos.',
    file_lacks: 'El sello {{seal}} no está en el archivo de sellos: alguien quitó su línea.',
    file_short:
      'Al archivo de sellos {{file}} le faltan los últimos sellos ({{seals}}, desde el {{first}}): alguien lo recortó, o la mesa está detenida.',
    no_beginning: '{{table}} {{row}}: el cambio {{change}} es el primero y no es el alta; falta el comienzo.',
    twice_begun: '{{table}} {{row}}: el cambio {{change}} lo da de alta por segunda vez.',
    link_missing:
      '{{table}} {{row}}, campo {{field}}: el cambio {{change}} no parte de donde terminó el anterior; falta un cambio o se escribió sin registro.',
    row_missing: '{{table}} {{row}}: según el registro existe, y no está.',
    row_unrecorded: '{{table}} {{row}}: existe, y según el registro no.',
    row_altered:
      '{{table}} {{row}}, campo {{field}}: el valor no es el que dice el registro; se escribió sin registro.',
    table_unknown: 'El cambio {{change}} es de la tabla {{table}}, que no se registra.',
  },
  doctor: {
    about: 'Revisa la mesa y dice en una línea qué está bien, qué no y qué hacer.',
    database: {
      name: 'Base de datos',
      ok: 'PostgreSQL {{version}}',
      bad: 'es PostgreSQL {{version}}; hace falta el 15 o posterior.',
      unreachable: 'no responde ({{reason}}). Compruebe que la base esté en marcha y que DATABASE_URL sea correcta.',
    },
    migrations: {
      name: 'Esquema',
      ok: 'al día',
      bad: 'no corresponde a esta versión. Ejecute «ventanilla migrate», o arranque la versión que corresponde.',
    },
    clock: {
      name: 'Reloj',
      ok: 'coincide con el de la base de datos',
      skew: 'difiere {{seconds}} s del de la base de datos. Sincronice ambas máquinas (NTP).',
      settable:
        'es un reloj de pruebas que se puede ajustar. Así no debe trabajar nadie: recupere una copia en una base nueva.',
    },
    storage: {
      name: 'Archivos',
      ok: 'se puede escribir; {{free}} libres',
      unwritable: 'no se puede escribir en {{folder}} ({{reason}}). Corrija el dueño o los permisos.',
      low: 'quedan {{free}} libres en {{folder}}. Libere espacio.',
    },
    running: {
      name: 'Mesa',
      ok_one: 'en marcha ({{count}} proceso)',
      ok_many: 'en marcha ({{count}} procesos)',
      ok_other: 'en marcha ({{count}} procesos)',
      bad: 'no está en marcha: nadie sella, avisa ni cierra. Arránquela con «npm start».',
    },
    sweep: {
      name: 'Avisos',
      ok: 'al día',
      bad: 'el más antiguo espera desde hace {{minutes}} min. Ningún proceso con ROLE=all o worker lo atiende; revise su salida.',
    },
    unattended: {
      name: 'Desatendidos',
      ok: 'ninguno',
      bad: '{{count}} tickets abiertos sin próxima acción con fecha: ábralos y edítelos; avise a quien mantiene Ventanilla.',
    },
    seals: {
      name: 'Sellos',
      ok: 'al día',
      bad: 'lo más antiguo sin sellar espera desde hace {{minutes}} min. Compruebe que haya un proceso con ROLE=all o worker, y que ninguna transacción lleve abierta tanto tiempo.',
    },
    triggers: {
      name: 'Registro',
      ok: 'escribe en todas las tablas',
      bad: 'falta o está apagado un disparador ({{list}}): ejecute «ventanilla verify-log».',
    },
    key: {
      name: 'SECRET_KEY',
      ok: 'es la de los sellos',
      bad: 'no es la que firmó los sellos. Recupere la clave anterior (DATA_DIR/secret.key o la variable SECRET_KEY).',
    },
    keyFile: {
      name: 'secret.key',
      ok: 'solo la lee su dueño',
      bad: 'la pueden leer otros. Ejecute: chmod 600 {{file}}',
    },
    backup: {
      name: 'Copias',
      ok: 'la última, hace {{days}} días',
      never: 'no hay ninguna anotada. Haga una con «ventanilla backup».',
      old: 'la última es de hace {{days}} días. Haga una con «ventanilla backup» y prográmela.',
    },
  },
  complaint: {
    usage: 'La orden está mal escrita: {{detail}}. Vea «ventanilla --help».',
    no_desk: 'En {{folder}} no hay ninguna mesa. Defina DATA_DIR o DATABASE_URL, o arránquela primero con «npm start».',
    not_migrated: 'La base de datos no corresponde a esta versión. Ejecute «ventanilla migrate».',
    no_agent: 'No hay ningún agente activo con el correo {{email}}.',
    empty_mailbox:
      '--mailbox está vacío: escriba la dirección de un buzón, o quite la opción para usar el predeterminado.',
    empty_mail: 'No llegó ningún correo por la entrada estándar: envíe sus bytes tal como están.',
    repeated: '{{option}} solo se puede dar una vez',
    no_mailbox: 'Ningún buzón activo tiene la dirección {{address}}.',
    no_default_mailbox: 'Todavía no hay un buzón predeterminado: indique uno con --mailbox.',
    no_token: 'No existe la llave {{id}}.',
    bad_scope: 'El permiso «{{scope}}» no existe: use read, write o admin.',
    bad_id: '«{{id}}» no es un número de llave.',
    file_exists: 'Ya existe {{file}}; elija otro nombre.',
    no_folder: 'No se puede escribir en {{folder}}.',
    no_file: 'No se puede leer {{file}}.',
    no_passphrase: 'Falta la frase de paso: use --passphrase-file, la variable BACKUP_PASSPHRASE, o una terminal.',
    short_passphrase:
      'La frase de paso debe tener al menos 12 caracteres: la copia contiene todos los datos y la clave secreta.',
    passphrases_differ: 'Las dos frases no coinciden.',
    not_an_archive: 'El archivo no es una copia de Ventanilla.',
    wrong_passphrase: 'La frase de paso no es la de esta copia.',
    damaged: 'La copia está incompleta o alterada; no se recuperó nada. Use otra.',
    newer_backup:
      'La copia es de una versión de Ventanilla que esta no conoce ({{version}}): use esa versión o una posterior.',
    other_key:
      'SECRET_KEY no es la de la mesa de la copia. Quítela, si la base es la incluida, o ponga la de entonces.',
    not_empty: 'La base de datos no está vacía. Recupere la copia en una carpeta o base de datos nueva.',
    desk_runs: 'La mesa de {{folder}} está en marcha; deténgala antes.',
    interrupted: 'Interrumpido; no quedó ningún archivo a medias.',
  },
}
