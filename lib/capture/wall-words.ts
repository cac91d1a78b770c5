/** What walls are titled in other languages than English, in small letters. */
const TITLES = new Set(
  [
    'nur einen moment|einen moment bitte|einen moment, bitte|bitte warten|bitte warten sie|seite nicht gefunden|die seite wurde nicht gefunden|zugriff verweigert|zugang verweigert|kein zugriff|fehler|fehler 404|fehler 403|fehler 500|404 fehler|404 seite nicht gefunden|anmelden|anmeldung|einloggen|sicherheitsüberprüfung|sind sie ein mensch|cookie-einstellungen|datenschutzeinstellungen',
    'un instant|un instant svp|veuillez patienter|page non trouvée|page introuvable|page non trouvee|cette page est introuvable|accès refusé|accès interdit|erreur|erreur 404|erreur 403|connexion|se connecter|identification|identifiez-vous|vérification de sécurité|êtes-vous un robot',
    'un momento|un momento, por favor|espere por favor|por favor espere|página no encontrada|pagina no encontrada|acceso denegado|acceso prohibido|error 404|error 403|iniciar sesión|inicio de sesión|verificación de seguridad|no soy un robot',
    'um momento|só um momento|aguarde|aguarde por favor|página não encontrada|pagina não encontrada|acesso negado|erro|erro 404|erro 403|entrar|iniciar sessão|fazer login|verificação de segurança',
    'attendere prego|solo un momento|pagina non trovata|accesso negato|errore|errore 404|accedi|accesso|effettua il login',
    'even geduld|even geduld aub|een ogenblik geduld|pagina niet gevonden|toegang geweigerd|fout|fout 404|inloggen|aanmelden',
    'jeszcze chwila|proszę czekać|nie znaleziono strony|strona nie została znaleziona|nie znaleziono|odmowa dostępu|brak dostępu|zaloguj się|logowanie|błąd 404',
    'один момент|подождите|пожалуйста, подождите|страница не найдена|доступ запрещен|доступ запрещён|ошибка|ошибка 404|войти|вход|авторизация|проверка браузера',
    'vänta|ett ögonblick|sidan hittades inte|sidan kunde inte hittas|åtkomst nekad|logga in|siden ble ikke funnet|siden blev ikke fundet|adgang nægtet|log ind|logg inn|sivua ei löytynyt|kirjaudu sisään',
    'bir dakika lütfen|sayfa bulunamadı|erişim engellendi|giriş yap|stránka nenalezena|stránka nebyla nalezena|přístup odepřen|přihlášení|az oldal nem található|bejelentkezés|pagina nu a fost găsită|autentificare',
    '请稍候|请稍等|页面不存在|页面未找到|找不到页面|访问被拒绝|拒绝访问|禁止访问|登录|用户登录|安全验证|人机验证|請稍候|找不到網頁|登入',
    'しばらくお待ちください|少々お待ちください|ページが見つかりません|ページが見つかりませんでした|アクセスが拒否されました|ログイン|エラー|お探しのページは見つかりませんでした',
    '잠시만 기다리십시오|페이지를 찾을 수 없습니다|접근이 거부되었습니다|로그인|오류',
  ].flatMap((titles) => titles.split('|')),
)

/** What the page itself says where it keeps the reader out; looked for in short pages only. */
const SENTENCE =
  /enable javascript and cookies to continue|please enable (?:js|javascript) and disable any ad ?blocker|javascript (?:is|has been) (?:disabled|required)|(?:you need|please) to enable javascript to (?:run|view|use)|verify(?:ing)? (?:that )?you are (?:a )?(?:not a (?:ro)?bot|human)|checking (?:if the site connection is secure|your browser)|access to this (?:page|site|resource) (?:has been|was) (?:denied|blocked)|you (?:don't|do not) have permission to access|you have been blocked|unusual traffic|request unsuccessful\. incapsula|incapsula incident id|complete the (?:security check|captcha)|press (?:&|and) hold|are you a (?:robot|human)|enter the characters you see below|pardon our interruption|your browser sent a request that this server could not understand|reference #\d+\.[\da-f]+\.|ray id: |perimeterx|datadome|session (?:has )?expired|page (?:you (?:requested|are looking for|were looking for) )?(?:could not|cannot|can't|was not|is not) (?:be )?(?:found|available)|requested url .{0,200} was not found|we use cookies and .{0,100} before you continue|accept (?:all )?cookies to continue/i

/** Whether a title, in small letters and without its points, is a wall's in another language. */
export function isForeignWall(title: string): boolean {
  return TITLES.has(title)
}

/** Whether a short text tells its reader to prove something, to sign in or to go elsewhere. */
export function keepsOut(text: string): boolean {
  return SENTENCE.test(text)
}
