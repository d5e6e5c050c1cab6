package value

import (
	"slices"
	"strings"
)

// Spoken lists the languages in which turno words what people read; the first is spoken
// where none is asked for.
func Spoken() []string { return []string{"en", "it", "ru"} }

// spokenNames are what people call them, to suggest from.
var spokenNames = map[string][]string{
	"en": {"english", "inglese", "английский", "eng", "uk", "us"},
	"it": {"italian", "italiano", "итальянский", "ita"},
	"ru": {"russian", "russo", "русский", "rus"},
}

// ParseSpoken reads one of Spoken.
func ParseSpoken(s string) (string, error) {
	if slices.Contains(Spoken(), s) {
		return s, nil
	}
	e := expected(s, "expected the language of what people read: en, it or ru")
	name := strings.ToLower(strings.TrimSpace(s))
	tag, _, _ := strings.Cut(strings.ReplaceAll(name, "_", "-"), "-")
	for _, known := range Spoken() {
		if tag == known || slices.Contains(spokenNames[known], name) {
			e.Hint = known
		}
	}
	return "", e
}
