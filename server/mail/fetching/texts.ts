import type { Texts } from '../../platform/i18n.ts'

/** What is said about the ways in and out of mailboxes. */
export const connectionTexts = {
  es: {
    alert: {
      mailbox_unreachable: 'Del buzón {{address}} no entra correo. {{advice}}',
      mailbox_reached: 'Vuelve a entrar correo del buzón {{address}}.',
    },
    mailFault: {
      dns: 'El nombre del servidor no existe o no se puede consultar: revise cómo está escrito.',
      refused: 'En ese servidor nadie contesta en ese puerto: revise el puerto y los cortafuegos.',
      tls: 'La conexión no se pudo cifrar con un certificado de confianza: revise el puerto, el tipo de seguridad y el certificado del servidor.',
      login:
        'El servidor no acepta el usuario o la contraseña: escríbala de nuevo, o vuelva a conectar el buzón si entra con OAuth2.',
      consent:
        'El dueño del buzón debe dejar entrar a este escritorio otra vez: elija «Conectar con OAuth2». Así se pide cuando el permiso caducó o cambió el servidor o el usuario.',
      provider:
        'El proveedor que deja entrar al buzón (OAuth2) no contesta. Se reintenta automáticamente; si sigue así, conecte el buzón otra vez con OAuth2.',
      password: 'El buzón no tiene contraseña guardada: escríbala en «Editar», o elija «Conectar con OAuth2».',
      folder: 'Esa carpeta no existe en el buzón: revise su nombre.',
      numbering:
        'El servidor no numera los correos de esa carpeta como pide IMAP (UIDVALIDITY), y sin esos números no se sabe cuáles ya entraron: pida a su proveedor que lo corrija, o elija otro servidor.',
      timeout: 'El servidor no contesta a tiempo. Se reintenta automáticamente.',
      closed: 'El servidor corta la conexión. Se reintenta automáticamente.',
      protocol:
        'El servidor contesta algo que no se entiende. Se vuelve a intentar; si sigue así, revise que sea un servidor de correo.',
      not_returned:
        'El mensaje de prueba salió, pero en medio minuto no volvió al buzón: revise si quedó en correo no deseado o si la dirección va a otro buzón.',
    },
    // A test is made once, by somebody who has just typed all of it.
    mailTestFault: {
      timeout:
        'El servidor no contesta a tiempo: revise que el puerto sea el de este servicio, el tipo de seguridad y los cortafuegos, y vuelva a probar. Por IMAP suele ser 993 (TLS) o 143 (STARTTLS); para enviar, 465 (TLS) o 587 (STARTTLS).',
      closed:
        'El servidor corta la conexión: revise que el puerto sea el de este servicio y el tipo de seguridad, y vuelva a probar. Por IMAP suele ser 993 (TLS) o 143 (STARTTLS); para enviar, 465 (TLS) o 587 (STARTTLS).',
      protocol:
        'En ese puerto contesta algo que no es un servidor de este tipo: revise el servidor y el puerto, y vuelva a probar. Por IMAP suele ser 993 (TLS) o 143 (STARTTLS); para enviar, 465 (TLS) o 587 (STARTTLS).',
      provider:
        'El proveedor que deja entrar al buzón (OAuth2) no contesta: vuelva a probar en unos minutos; si sigue así, conecte el buzón otra vez con OAuth2.',
      tls: 'La conexión no se pudo cifrar. Revise que el puerto y el tipo de seguridad vayan juntos, y solo después el certificado del servidor. Por IMAP suele ser 993 (TLS) o 143 (STARTTLS); para enviar, 465 (TLS) o 587 (STARTTLS).',
    },
    refusal: {
      mailbox_not_connected: 'El proveedor no dejó entrar al buzón, o la visita caducó. Conéctelo de nuevo.',
    },
  },
  en: {
    alert: {
      mailbox_unreachable: 'No mail comes in from the mailbox {{address}}. {{advice}}',
      mailbox_reached: 'Mail comes in again from the mailbox {{address}}.',
    },
    mailFault: {
      dns: 'The name of the server does not exist or cannot be looked up: check how it is written.',
      refused: 'Nobody answers at that port of the server: check the port and the firewalls.',
      tls: 'The connection could not be secured with a trusted certificate: check the port, the kind of security and the server’s certificate.',
      login:
        'The server does not accept the user or the password: type it again, or connect the mailbox again if it signs in by OAuth2.',
      consent:
        'The mailbox’s owner has to let this desk in again: choose “Connect by OAuth2”. This is asked when the consent has ended, or the server or the user was changed.',
      provider:
        'The provider that lets the desk into the mailbox (OAuth2) does not answer. It is tried again by itself; if it goes on, connect the mailbox again by OAuth2.',
      password: 'No password is kept for the mailbox: type it under “Edit”, or choose “Connect by OAuth2”.',
      folder: 'There is no such folder in the mailbox: check its name.',
      numbering:
        'The server does not number the mails of that folder as IMAP asks (UIDVALIDITY), and without those numbers nobody knows which of them are in already: ask your provider to mend it, or choose another server.',
      timeout: 'The server does not answer in time. It is tried again by itself.',
      closed: 'The server ends the connection. It is tried again by itself.',
      protocol:
        'The server answers something that cannot be understood. It is tried again; if it goes on, check that it is a mail server.',
      not_returned:
        'The test message left, but did not come back to the mailbox within half a minute: see whether it is among junk, or whether the address leads to another mailbox.',
    },
    mailTestFault: {
      timeout:
        'The server does not answer in time: check that the port is the one of this service, the kind of security and the firewalls, and test again. For IMAP they are usually 993 (TLS) or 143 (STARTTLS); for sending, 465 (TLS) or 587 (STARTTLS).',
      closed:
        'The server ends the connection: check that the port is the one of this service and the kind of security, and test again. For IMAP they are usually 993 (TLS) or 143 (STARTTLS); for sending, 465 (TLS) or 587 (STARTTLS).',
      protocol:
        'Something else than a server of this kind answers at that port: check server and port, and test again. For IMAP they are usually 993 (TLS) or 143 (STARTTLS); for sending, 465 (TLS) or 587 (STARTTLS).',
      provider:
        'The provider that lets the desk into the mailbox (OAuth2) does not answer: test again in some minutes; if it goes on, connect the mailbox again by OAuth2.',
      tls: 'The connection could not be secured. Check that port and kind of security go together, and only then the server’s certificate. For IMAP they are usually 993 (TLS) or 143 (STARTTLS); for sending, 465 (TLS) or 587 (STARTTLS).',
    },
    refusal: {
      mailbox_not_connected:
        'The provider did not let the desk into the mailbox, or the visit took too long. Connect it again.',
    },
  },
  pt: {
    alert: {
      mailbox_unreachable: 'Não entra correio da caixa {{address}}. {{advice}}',
      mailbox_reached: 'Volta a entrar correio da caixa {{address}}.',
    },
    mailFault: {
      dns: 'O nome do servidor não existe ou não pode ser consultado: verifique como está escrito.',
      refused: 'Ninguém responde nessa porta do servidor: verifique a porta e os firewalls.',
      tls: 'A conexão não pôde ser cifrada com um certificado confiável: verifique a porta, o tipo de segurança e o certificado do servidor.',
      login:
        'O servidor não aceita o usuário ou a senha: digite-a de novo, ou reconecte a caixa se ela entra por OAuth2.',
      consent:
        'O dono da caixa precisa deixar entrar de novo: escolha «Conectar com OAuth2». Pede-se isso quando a permissão expirou ou mudou o servidor ou o usuário.',
      provider:
        'O provedor que dá acesso à caixa (OAuth2) não responde. Tenta-se de novo automaticamente; se continuar, conecte a caixa outra vez com OAuth2.',
      password: 'A caixa não tem senha guardada: digite-a em «Editar», ou escolha «Conectar com OAuth2».',
      folder: 'Essa pasta não existe na caixa: verifique o nome.',
      numbering:
        'O servidor não numera os e-mails dessa pasta como o IMAP pede (UIDVALIDITY), e sem esses números não se sabe quais já entraram: peça ao seu provedor que o corrija, ou escolha outro servidor.',
      timeout: 'O servidor não responde a tempo. Tenta-se de novo automaticamente.',
      closed: 'O servidor encerra a conexão. Tenta-se de novo automaticamente.',
      protocol:
        'O servidor responde algo que não se entende. Tenta-se de novo; se continuar, verifique se é um servidor de correio.',
      not_returned:
        'A mensagem de teste saiu, mas em meio minuto não voltou à caixa: veja se está no lixo eletrônico ou se o endereço leva a outra caixa.',
    },
    mailTestFault: {
      timeout:
        'O servidor não responde a tempo: verifique se a porta é a deste serviço, o tipo de segurança e os firewalls, e teste de novo. Por IMAP costuma ser 993 (TLS) ou 143 (STARTTLS); para enviar, 465 (TLS) ou 587 (STARTTLS).',
      closed:
        'O servidor encerra a conexão: verifique se a porta é a deste serviço e o tipo de segurança, e teste de novo. Por IMAP costuma ser 993 (TLS) ou 143 (STARTTLS); para enviar, 465 (TLS) ou 587 (STARTTLS).',
      protocol:
        'Nessa porta responde outra coisa que não um servidor deste tipo: verifique o servidor e a porta, e teste de novo. Por IMAP costuma ser 993 (TLS) ou 143 (STARTTLS); para enviar, 465 (TLS) ou 587 (STARTTLS).',
      provider:
        'O provedor que dá acesso à caixa (OAuth2) não responde: teste de novo em alguns minutos; se continuar, conecte a caixa outra vez com OAuth2.',
      tls: 'A conexão não pôde ser cifrada. Verifique se a porta e o tipo de segurança combinam, e só depois o certificado do servidor. Por IMAP costuma ser 993 (TLS) ou 143 (STARTTLS); para enviar, 465 (TLS) ou 587 (STARTTLS).',
    },
    refusal: {
      mailbox_not_connected: 'O provedor não deixou entrar na caixa, ou a visita expirou. Conecte-a de novo.',
    },
  },
} satisfies Texts
