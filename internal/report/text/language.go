package text

import (
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"

	"turno/forecast"
	"turno/plan/repair"
	"turno/schedule"
)

// speech is a language: the templates of everything that is found, what T says for each
// English phrase, and the names that dates need. All of it is tables, in a file or two per
// language.
type speech struct {
	tag      language.Tag
	phrases  map[string]string // by the English phrase; none in English
	findings map[schedule.Code]string
	notes    map[forecast.NoteCode]string
	rules    map[schedule.Code]string
	edits    map[repair.EditKind]string
	causes   map[repair.Cause]string
	changes  map[repair.ChangeKind]string
	demands  map[repair.DemandKind]string
	weekdays [7]string  // short, from Sunday
	months   [12]string // short, as they stand behind a day
	named    [12]string // standing alone
	comma    string     // of decimals
}

var speeches = map[string]*speech{"en": &english, "it": &italian, "ru": &russian}

// Languages are those in which people's output can be worded, by their IETF tags; the first
// is what is spoken where none is asked for.
func Languages() []string { return []string{"en", "it", "ru"} }

// In is the catalogue in a language, one of Languages; any other is worded in English.
func (c Catalogue) In(tag string) Catalogue {
	c.spoken = speeches[tag]
	return c
}

// Language is the tag of the language that the catalogue words in.
func (c Catalogue) Language() string { return c.speech().tag.String() }

func (c Catalogue) speech() *speech {
	if c.spoken == nil {
		return &english
	}
	return c.spoken
}

// T says a label or a sentence, given in English, in the catalogue's language. The phrase is
// a format as in fmt, in which {contact/contacts} is the form that goes with the number
// before it; decimals are written as the language does. A phrase without a translation is
// said in English.
func (c Catalogue) T(phrase string, args ...any) string {
	s := c.speech()
	if said, ok := s.phrases[phrase]; ok {
		return s.say(said, args)
	}
	return s.say(phrase, args)
}

// form picks the form of a noun that goes with a number as it is printed: one and other, or
// one, few and many as in Russian, where a fraction takes the form of few.
func (s *speech) form(printed string, forms []string) string {
	whole, decimals, ok := digits(printed)
	if !ok {
		return forms[len(forms)-1]
	}
	fraction := 0
	for _, d := range decimals {
		fraction = 10*fraction + int(d-'0')
	}
	k := len(forms) - 1
	switch plural.Cardinal.MatchPlural(s.tag, whole, len(decimals), len(decimals), fraction, fraction) {
	case plural.One:
		k = 0
	case plural.Few:
		k = 1
	case plural.Other:
		if len(decimals) > 0 {
			k = 1
		}
	}
	return forms[min(k, len(forms)-1)]
}
