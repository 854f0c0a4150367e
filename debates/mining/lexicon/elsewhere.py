"""Small words of other languages, by which a sentence is told from an English one."""

from __future__ import annotations

from debates.mining.lexicon.lists import words

# Frequent in German, French, Spanish, Italian, Portuguese, Dutch, the Scandinavian languages, Polish or Turkish, and in no use in
# English, neither in capitals written small ("est", "un") as captions do, nor as a noise ("um", "er").
SMALL_WORDS_ELSEWHERE = frozenset(
    words(
        """
        der das und nicht ich wir sie ist sind ein eine einen einem einer eines dem des mit auf für von zu zum zur auch aber wenn
        weil dass daß wie nur noch schon haben kann können muss müssen wird werden wurde über nach bei aus mehr sehr doch oder als
        vom ihr ihre mein meine sein seine kein keine jetzt immer euch gibt sich ob habe hatte diese dieser dieses bereits sondern
        jedes jede jeder soll sollen sollte niemand etwas nichts unser unsere keinen wäre könnte brauchen
        le les et pas nous que une dans qui sur avec mais ou ce cette ces ils elle elles je vous il sont au aux du leur c'est qu'il
        qu'on qu'elle n'est n'a j'ai d'un d'une s'il l'on ne mon notre votre même très être avoir fait comme donc parce quand où
        n'y d'être c'était était ça veut peut faut doit avons avez ont rien toujours aussi tous tout deux besoin personne l'état
        el los las del es una por para como pero más está están muy porque cuando también esto esta este estos sus lo se nos hay
        sobre qué sí él nosotros ellos todo todos nada cada tiene hacer puede fue ser había nadie quiere eso
        podemos tenemos debe siempre así ese esa tengo nuestro nuestra
        che di della dello delle degli gli non è sono perché più anche questo questa nel nella alla uno dei dal dalla molto cosa
        quando essere abbiamo
        não uma dos em os com mais são você ele ela isso muito também foi seu sua nós
        het een niet wij en dat zijn voor ook maar om te ik ze hij naar wordt deze dit nog wel bij uit aan worden moet heeft heb
        geen mijn
        och det som att är inte jag för på med av har ikke og jeg til af så å
        nie się jest że jak ale tak bir için çok
        """
    )
)

# English, and small words of one of those languages as well: they tell nothing.
IN_BOTH = frozenset(
    words(
        """
        was will so an on or me he as is of had i a in no us to by up all one her my out am also over door men son den som made
        die war hat want were
        """
    )
)
