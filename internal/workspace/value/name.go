package value

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"

	"turno/skills"
)

// maxName is the longest name of a queue, shift, contract or agent, in characters.
const maxName = 64

// ParseName reads the name of a queue, shift kind, contract or agent: letters, digits and
// marks such as - _ . @, without blanks and separators, since other cells list such names
// and files are named after them.
func ParseName(s string) (string, error) {
	const want = "expected a name of at most 64 letters, digits, - and _ that begins with a letter or digit"
	r, _ := utf8.DecodeRuneInString(s)
	if s == "" || !utf8.ValidString(s) || !unicode.IsLetter(r) && !unicode.IsDigit(r) {
		return "", nameError(s, want)
	}
	if utf8.RuneCountInString(s) > maxName || Slug(s) != s {
		return "", nameError(s, want)
	}
	return s, nil
}

func nameError(s, want string) error {
	if slug := Slug(s); slug != "" && slug != s {
		return expected(s, "%s", want).hint(slug)
	}
	return expected(s, "%s", want)
}

// Slug is the name nearest to any text: runs of characters that a name cannot hold become
// one dash. It is empty when nothing of the text can be kept.
func Slug(s string) string {
	var b strings.Builder
	n, dash := 0, false
	for _, r := range s {
		kept := r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || strings.ContainsRune("-_.@+", r))
		switch {
		case !kept || n == 0 && !unicode.IsLetter(r) && !unicode.IsDigit(r):
			dash = n > 0
			continue
		case n+1 >= maxName && dash || n >= maxName:
			return b.String()
		case dash:
			b.WriteByte('-')
			n++
		}
		b.WriteRune(r)
		n, dash = n+1, false
	}
	return b.String()
}

// Hidden says whether a text holds what is not seen but acts where it is shown: line breaks
// and other control characters, with which terminal sequences begin, and marks that turn
// the direction of the text around it (U+202A to U+202E, U+2066 to U+2069).
func Hidden(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool {
		return unicode.IsControl(r) || r >= '\u2028' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069'
	}) >= 0
}

// ParseLanguage reads an IETF language tag such as it, en or pt-BR, in its canonical form.
func ParseLanguage(s string) (skills.Language, error) {
	text := strings.TrimSpace(s)
	tag, err := language.Parse(text)
	if err != nil || text == "" || len(text) > 35 || tag == language.Und {
		return "", expected(s, "expected a language tag such as it, en or pt-BR")
	}
	return skills.Language(tag.String()), nil
}
