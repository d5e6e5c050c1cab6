package text

import (
	"fmt"

	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/message/catalog"
)

// Languages are those in which people's output can be worded, by their IETF tags; the first
// is what is spoken where none is asked for.
func Languages() []string { return []string{"en", "it", "ru"} }

// phrases holds what T says in each language but English, by the English phrase.
var phrases = map[string]map[string]catalog.Message{
	"it": italianPhrases,
	"ru": russianPhrases,
}

var italianPhrases = map[string]catalog.Message{}

var russianPhrases = map[string]catalog.Message{}

// spoken is every phrase of every language.
var spoken = func() *catalog.Builder {
	b := catalog.NewBuilder(catalog.Fallback(language.English))
	for tag, words := range phrases {
		for english, message := range words {
			if err := b.Set(language.MustParse(tag), english, message); err != nil {
				panic(fmt.Sprintf("%s: %q: %v", tag, english, err)) // a fault of the tables above, met by any test
			}
		}
	}
	return b
}()

// T says a label or a sentence, given in English, in the catalogue's language. The phrase is
// a format as in fmt; a phrase without a translation is said in English.
func (c Catalogue) T(english string, args ...any) string {
	p := c.printer
	if p == nil {
		return fmt.Sprintf(english, args...)
	}
	return p.Sprintf(english, args...)
}

// In is the catalogue in a language, one of Languages; any other is worded in English.
func (c Catalogue) In(tag string) Catalogue {
	if _, ok := phrases[tag]; !ok {
		c.printer = nil
		return c
	}
	c.printer = message.NewPrinter(language.MustParse(tag), message.Catalog(spoken))
	return c
}
