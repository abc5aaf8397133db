// German words that praise or complain, written down by us for this project: from −3 to 3. A star stands for any ending. Decides nothing.

/** Words by weight. */
export const wordsDe: Readonly<Record<string, string>> = {
  '3': `großartig* grossartig* hervorragend* exzellent* fantastisch* phantastisch* wunderbar* perfekt* ausgezeichnet* traumhaft* genial* sensationell* überragend*
    begeister* spitze spitzenmäßig* spitzenklasse erstklassig* brillant* liebe* geliebt* weltklasse vorbildlich* herrlich* unschlagbar* bestens`,
  '2': `gut gute guter gutes guten gutem super toll tolle toller tolles tollen klasse prima schön schöne schöner schönes schönen freundlich* zuverlässig* pünktlich*
    zufrieden* empfehl* hilfsbereit* hilfreich* kompetent* angenehm* bequem* gemütlich* lecker* freu* glücklich* danke dankbar* dankeschön lob lobenswert* vorteil* gelungen*
    sympathisch* nett nette netter nettes netten unkompliziert* reibungslos* problemlos* sauber* übersichtlich* verständlich* fair faire fairer cool coole gerne
    stark* beeindruck* überzeug* zuvorkommend* liebevoll* günstig* preiswert* komfortabel* positiv* erfreu* vertrauenswürdig* wertvoll* beste bester bestes besten verbessert* hurra juhu yay glückwunsch* gratul* sieg*`,
  '1': `schnell* einfach okay ok ordentlich* solide* hübsch* bequem* praktisch* interessant* leicht modern* nützlich* funktioniert klappt geklappt geholfen hilft gefällt gefallen
    lohn* passt wohl flott* rasch* sicher* ruhig* geräumig* lustig* lächel* besser bessere flexibel* entspannt* entspannend* mag`,
  '-1': `teuer* langsam* warte* wartezeit* verspät* ausfall* ausfälle* leider schade problem* fehlt fehlen fehler* störung* unklar* kompliziert* umständlich* voll laut eng veraltet*
    alt dreckig* zweifel* schwierig* mangel* mängel* kaum genervt vergeblich* müde kalt verpasst* warten gewartet verzöger* baustelle* streik* gesperrt* sperrung* defizit*
    beschwer* reklam* kritik* kritisier* verloren nachteil* unübersichtlich* unpünktlich* negativ* verwirr* verschwunden überfüllt* kürz* gekürzt stau* chaos* notbremse unfall unfälle`,
  '-2': `schlecht* enttäusch* ärger* ärgerlich* nerv* defekt* kaputt* unfreundlich* unzuverlässig* unverschämt* mies* mangelhaft* ungenügend* schlimm* dreck schmutz* stink* gestank
    ungepflegt* unhöflich* arrogant* inkompetent* unfähig* peinlich* traurig* wut wütend* hass* versagt versagen abgelehnt ignorier* lüge* gelogen sauer ekel* eklig* abzock* betrug betrogen
    unbrauchbar* nutzlos* sinnlos* wertlos* überteuert* unmöglich* frech* frust* unzumutbar* vermeid* bescheuert* blöd* doof* dumm* bekloppt* idiot* verarsch* ausgefallen* katastroph*
    lächerlich* zumutung falsch* vergessen abgezockt* rausgeschmissen verdorben* hässlich* unsicher* bedroh* verletz* tot tote toten`,
  '-3': `schrecklich* furchtbar* grauenhaft* grausam* scheiß* scheiss* scheisse beschissen* horror skandal* unterirdisch* unerträglich* miserabel* abscheulich* widerlich* albtraum* alptraum*
    entsetzlich* desaster* saftladen drecksladen drecks* verfluch* verdammt* kotz* armselig* erbärmlich* unfassbar* hölle`,
}

/** Words that turn what stands beside them, within the words around. */
export const turnsDe = 'nicht kein keine keinen keiner keines keinem nie niemals ohne weder nichts'
/** Words that strengthen what follows. */
export const strongDe =
  'sehr extrem total absolut richtig wirklich besonders unglaublich mega ultra äußerst völlig so viel'
/** Words after which the weight of a sentence lies. */
export const turnsOverDe = 'aber jedoch allerdings trotzdem dennoch sondern'
/** Small words by which the language is known. */
export const smallDe = `der die das und ist nicht ich es ein eine einen einem einer mit auf für von den dem des im in zu zum zur war sind wir sie er ihr mir mich uns aber auch nur noch schon
  wenn dass daß wie was wer wo bei nach aus über um als oder hat habe haben wird werden kann sehr so man kein keine immer wieder heute mal doch da mein meine hier jetzt dann vor bis gut schlecht
  zug bahn bitte danke leider nichts alles mehr durch gegen ohne unter seit vom beim ja nein gibt geht macht viel zwischen am an ab weil also diese dieser dieses euch ihre ihren sich`
