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
        'El servidor no acepta el usuario o la clave: escríbala de nuevo, o vuelva a conectar el buzón si entra con OAuth2.',
      consent:
        'El dueño del buzón debe dejar entrar a este escritorio otra vez: elija «Conectar con OAuth2». Así se pide cuando el permiso caducó o cambió el servidor o el usuario.',
      folder: 'Esa carpeta no existe en el buzón: revise su nombre.',
      timeout: 'El servidor no contesta a tiempo. Se reintenta automáticamente.',
      closed: 'El servidor corta la conexión. Se reintenta automáticamente.',
      protocol:
        'El servidor contesta algo que no se entiende. Se vuelve a intentar; si sigue así, revise que sea un servidor de correo.',
      not_returned:
        'El mensaje de prueba salió, pero en medio minuto no volvió al buzón: revise si quedó en correo no deseado o si la dirección va a otro buzón.',
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
      folder: 'There is no such folder in the mailbox: check its name.',
      timeout: 'The server does not answer in time. It is tried again by itself.',
      closed: 'The server ends the connection. It is tried again by itself.',
      protocol:
        'The server answers something that cannot be understood. It is tried again; if it goes on, check that it is a mail server.',
      not_returned:
        'The test message left, but did not come back to the mailbox within half a minute: see whether it is among junk, or whether the address leads to another mailbox.',
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
      folder: 'Essa pasta não existe na caixa: verifique o nome.',
      timeout: 'O servidor não responde a tempo. Tenta-se de novo automaticamente.',
      closed: 'O servidor encerra a conexão. Tenta-se de novo automaticamente.',
      protocol:
        'O servidor responde algo que não se entende. Tenta-se de novo; se continuar, verifique se é um servidor de correio.',
      not_returned:
        'A mensagem de teste saiu, mas em meio minuto não voltou à caixa: veja se está no lixo eletrônico ou se o endereço leva a outra caixa.',
    },
    refusal: {
      mailbox_not_connected: 'O provedor não deixou entrar na caixa, ou a visita expirou. Conecte-a de novo.',
    },
  },
} satisfies Texts
