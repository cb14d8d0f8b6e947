import type { Translation } from '../catalogue.ts';
import type { networkMessages } from '../en/network.ts';

export const germanNetwork = {
  'net.cancelled': 'Die Anfrage wurde abgebrochen.',
  'net.sessionExpired': 'Die Sitzung ist abgelaufen.',
  'net.unreachable': (p) => `${p.server} ist nicht erreichbar: ${p.reason}.`,
  'net.reason.unknownName':
    'Der Name ist im DNS nicht bekannt. Prüfen Sie die Schreibweise und das DNS dieses Rechners',
  'net.reason.dnsSilent':
    'Das DNS antwortet nicht. Prüfen Sie das Netzwerk dieses Rechners und versuchen Sie es erneut',
  'net.reason.refused':
    'Dort nimmt niemand Verbindungen an. Prüfen Sie den Port und ob der Dienst läuft',
  'net.reason.noSocket': 'Diesen Socket gibt es nicht. Prüfen Sie den Pfad und ob der Dienst läuft',
  'net.reason.noPermission':
    'Dieser Benutzer darf ihn nicht öffnen. Prüfen Sie die Zugriffsrechte des Sockets',
  'net.reason.closed':
    'Er hat die Verbindung geschlossen. Vielleicht startet er neu, oder eine Firewall steht dazwischen',
  'net.reason.closedEarly': 'Er hat die Verbindung geschlossen, bevor die Antwort vollständig war',
  'net.reason.noRoute': 'Es führt kein Weg dorthin. Prüfen Sie das Netzwerk oder das VPN',
  'net.reason.noRouteToNetwork':
    'Es führt kein Weg in sein Netzwerk. Prüfen Sie das Netzwerk oder das VPN',
  'net.reason.networkSilent': 'Das Netzwerk antwortet nicht. Prüfen Sie Adresse, Firewall und VPN',
  'net.late.connect': (p) => `${p.server} hat die Verbindung nicht rechtzeitig angenommen.`,
  'net.late.headers': (p) => `${p.server} hat nicht rechtzeitig zu antworten begonnen.`,
  'net.late.body': (p) => `${p.server} hat mitten in der Antwort aufgehört.`,
  'net.brokenCompression': (p) =>
    `${p.server} hat eine komprimierte Antwort gesendet, die beschädigt ist.`,
  'net.noTls': (p) =>
    `Mit ${p.server} ist keine TLS-Verbindung möglich (${p.code}). Prüfen Sie den Port und ob http:// statt https:// erwartet wird.`,
  'net.oldTls': (p) =>
    `${p.server} spricht nur TLS 1.0 oder 1.1, das jeder auf dem Weg brechen kann. Aktualisieren Sie den Server; bis dahin lässt es sich in den Einstellungen des Servers erlauben.`,
  'net.proxy.unreachable': (p) =>
    `Der Proxy ${p.proxy}, über den ${p.server} erreicht wird, ist selbst nicht erreichbar: ${p.reason}.`,
  'net.proxy.refused': (p) =>
    `Der Proxy ${p.proxy} verbindet nicht mit ${p.server}: ${p.reason}. Prüfen Sie die Adresse und was der Proxy erlaubt.`,
  'net.proxy.login': (p) =>
    `Der Proxy ${p.proxy} lässt nur bekannte Benutzer zu ${p.server} durch. Prüfen Sie Benutzername und Passwort des Proxys in den Einstellungen des Servers.`,
  'net.proxy.late': (p) => `Der Proxy ${p.proxy} hat nicht rechtzeitig mit ${p.server} verbunden.`,
  'net.proxy.address': (p) =>
    `„${p.address}“ ist keine Adresse eines Proxys, etwa proxy.example.org:3128.`,
  'net.ssh.address': (p) =>
    `„${p.jump}“ ist kein Sprungserver, etwa ich@jump.example.org oder jump:2222.`,
  'net.ssh.failed': (p) =>
    p.words === ''
      ? `Der Sprungserver ${p.jump} führt nicht zu ${p.server}.`
      : `Der Sprungserver ${p.jump} führt nicht zu ${p.server}: „${p.words}“. Prüfen Sie, ob ssh sich ohne Rückfrage mit ihm verbindet.`,
  'net.ssh.late': (p) =>
    `Der Sprungserver ${p.jump} hat nicht rechtzeitig zu ${p.server} geführt. Prüfen Sie, ob ssh sich ohne Rückfrage mit ihm verbindet.`,
  'net.encoding': (p) =>
    `${p.server} hat eine Antwort in der Codierung „${p.encoding}“ gesendet, die nicht verlangt war.`,
  'net.slow': (p) => `${p.server} antwortet zu langsam: ${p.bytes} Bytes in ${p.seconds} s.`,
  'net.tooLarge': (p) =>
    `${p.server} hat mehr als ${p.bytes} Bytes gesendet; der Rest wurde nicht gelesen.`,
  'net.inflates': (p) =>
    `${p.server} hat eine komprimierte Antwort gesendet, die mehr als ${p.times}-mal so groß wird; der Rest wurde nicht gelesen.`,
  'net.noMemory': (p) =>
    `${p.server} hat mehr gesendet, als dieses Programm Arbeitsspeicher hat; der Rest wurde nicht gelesen.`,
  'net.pages.again': (p) =>
    `${p.what}: Der Server nennt eine Seite erneut, die er bereits gesendet hat; weiter wird nicht gefragt.`,
  'net.pages.empty': (p) =>
    `${p.what}: Der Server sendet eine leere Seite nach der anderen; weiter wird nicht gefragt.`,
  'net.pages.many': (p) =>
    `${p.what}: Der Server sendet mehr als ${p.pages} Seiten; weiter wird nicht gefragt.`,
  'net.refused': (p) => `${p.server} hat auf ${p.what} mit HTTP ${p.status} geantwortet. ${p.hint}`,
  'net.refused.because': (p) =>
    `${p.server} hat auf ${p.what} mit HTTP ${p.status} geantwortet: ${p.reason}. ${p.hint}`,
  'net.refused.page': (p) =>
    `${p.server} hat auf ${p.what} mit einer Webseite geantwortet (HTTP ${p.status}): ${p.reason}. ${p.hint}`,
  'net.sendsTo': (p) => `verweist auf ${p.address}`,
  'net.said': (p) => `„${p.words}“`,
  'hint.service.starting':
    'Der Dienst dahinter startet vielleicht gerade; versuchen Sie es gleich noch einmal.',
  'hint.vsphere.before':
    'Früher hat dort ein vSphere-Server geantwortet: Vielleicht hat ein Gateway oder ein Dienst, der neu startet, an seiner Stelle geantwortet.',
  'hint.vsphere.other':
    'Prüfen Sie die Adresse und die Art des Servers: Dies ist vielleicht kein vSphere-Server.',
  'hint.vapi.other':
    'Prüfen Sie die Adresse und ob ein Gateway die vSphere Automation API durchlässt.',
  'hint.vapi.none': 'Das ist kein Endpunkt der vSphere Automation API.',
  'hint.toolstack.starting':
    'Der Toolstack startet vielleicht gerade; versuchen Sie es gleich noch einmal.',
  'hint.xenserver.before':
    'Früher hat dort ein XenServer geantwortet: Vielleicht hat etwas dazwischen oder ein Toolstack, der neu startet, an seiner Stelle geantwortet.',
  'hint.xenserver.other':
    'Prüfen Sie die Adresse und die Art des Servers: Dies ist vielleicht kein XenServer.',
  'hint.xenserver.older': (p) =>
    `${p.problem} Wenn doch, ist er älter als JSON-RPC: Wählen Sie XML-RPC als Codierung.`,
  'certificate.changed': (p) =>
    `Das Zertifikat von ${p.server} hat sich geändert: Es ist jetzt ${p.presented}, vertraut wird aber ${p.pinned}. Es wurde nichts dorthin gesendet. Vertrauen Sie dem neuen Zertifikat nur, wenn Sie wissen, warum es geändert wurde.`,
  'certificate.unverified': (p) =>
    `Das Zertifikat von ${p.server} kann nicht überprüft werden (${p.reason}). Vergleichen Sie seinen SHA-256-Fingerabdruck mit dem des Servers, bevor Sie ihm vertrauen: ${p.presented}.`,
  'certificate.selfSigned': 'selbstsigniertes Zertifikat',
  'certificate.unknownIssuer':
    'ausgestellt von einer Zertifizierungsstelle, die dieser Rechner nicht kennt',
  'certificate.expired': 'das Zertifikat ist abgelaufen',
  'certificate.notYetValid': 'das Zertifikat ist noch nicht gültig',
  'certificate.otherName': 'das Zertifikat gilt für einen anderen Namen',
  'certificate.brokenSignature': 'seine Signatur ist nicht die seines Ausstellers',
  'certificate.weakKey': 'ein Schlüssel in seiner Kette ist zu kurz, um ihm zu vertrauen',
  'certificate.weakSignature':
    'es selbst, oder eines, von dem es abhängt, ist so signiert, dass es sich fälschen lässt',
  'certificate.noAuthority': 'es wurde von einem Zertifikat ausgestellt, das keine ausstellen darf',
  'certificate.otherPurpose': 'es ist nicht für Server bestimmt',
  'certificate.revoked': 'das Zertifikat wurde widerrufen',
  'certificate.file.none':
    'Darin ist kein Zertifikat. Wählen Sie eine Datei mit einer Zertifizierungsstelle, als PEM oder DER.',
  'certificate.file.noAuthority':
    'Darin ist ein Zertifikat, das keine anderen ausstellen darf. Wählen Sie das der Zertifizierungsstelle, nicht das des Servers.',
  'certificate.otherThanPinned': 'nicht das Zertifikat, dem bisher vertraut wurde',
} as const satisfies Translation<typeof networkMessages>;
