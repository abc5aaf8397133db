// English words that praise or complain, written down by us for this project: from −3 to 3. A star stands for any ending. Decides nothing.

/** Words by weight. */
export const wordsEn: Readonly<Record<string, string>> = {
  '3': `excellent* fantastic* amazing* awesome* outstanding perfect* wonderful* superb* brilliant* love loved loves lovely incredible incredibly delicious masterpiece best flawless* phenomenal exceptional*
    magnificent* terrific gem thrilled favorite favourite stellar`,
  '2': `good great nice friendly recommend* happy happier pleased pleasant* pleasure enjoy* beautiful* comfortable comfortably helpful reliable impress* fun funny glad thank* tasty yummy attentive fresh tender satisf* delight*
    cool charming clever interesting entertaining solid* winner bargain crisp clean cozy quality affordable reasonable hilarious touching sweet well-made sturdy wow yay refreshing talented
    perfection gorgeous superior worthwhile memorable believable rocks authentic flavorful generous genuine genuinely`,
  '1': `easy easily works worked fast quick quickly fine decent ok okay well useful simple like liked likes prompt* handy better clear* warm kind fair light intuitive smooth* improve* worth fits fit right
    comfort convenient convincing modern cheap-priced neat strong definitely both loud-and-clear`,
  '-1': `slow slowly expensive overpriced difficult hard problem* issue* complain* unfortunately lack* lacking mediocre average bland noise noisy loud wait waited waiting late delay* missing confus* tough dry cold old uncomfortable
    return* returned sadly died dies dead drop drops dropped wrong cheap unclear fails stuck limited predictable weak pricey salty soggy stale greasy small tiny skip warmed lukewarm overcooked undercooked
    flat nothing never static refund freez* cliche cliché* long wasn't unless annoyed tired attempt barely`,
  '-2': `bad badly poor poorly disappoint* broke broken useless rude annoy* dirty waste* wasted wasting fail failed failure horrendous crap crappy junk lame stupid ridiculous dumb boring bored unreliable uncomfortably unfriendly
    unhappy unsatisf* dissatisf* avoid avoided worse cheat* fake defective mess messy sucks sucked suck hate hated hates angry gross disgrac* unacceptable unprofessional pathetic tasteless unfunny flaw* mistake* regret*
    overrated insult* painful painfully rotten sick lies lied lousy ugly uninteresting unwatchable nonsense ripped rip-off crash* cracked embarrass* inedible pointless senseless burned burnt plot-hole* cheaply trash* garbage`,
  '-3': `terrible terribly awful* horrible horribly worst disgust* atrocious* abysmal* dreadful* nightmare* scam* appalling* unbearable* torture* disaster* pathetic* vile`,
}

/** Words that turn what follows. */
export const turnsEn = `not no never none neither nor without don't doesn't didn't isn't wasn't aren't weren't won't wouldn't can't cannot couldn't shouldn't hardly haven't hasn't hadn't dont doesnt didnt isnt wasnt wont wouldnt cant couldnt`
/** Words that strengthen what follows. */
export const strongEn =
  'very extremely really absolutely totally so highly incredibly too completely super especially truly'
/** Words after which the weight of a sentence lies. */
export const turnsOverEn = 'but however although though yet'
/** Small words by which the language is known. */
export const smallEn = `the and is not i it a an with on for of to was were are we they he she you me my us our your but also only if that this how what who where at by from about as or has have had will would can very so
  no always again today here now then before until good bad please thanks nothing everything more through against without under since yes there goes makes much between be been being do did does don't it's i'm
  their them these those which when just than its all one great place food phone movie film service`
