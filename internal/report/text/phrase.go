package text

import (
	"fmt"
	"strconv"
	"strings"
)

// say writes a phrase with its arguments: verbs as in fmt, but for decimals, which are
// written as the language does, and {one/other} or {one/few/many}, which is the form that
// goes with the number printed before it.
func (s *speech) say(phrase string, args []any) string {
	var b strings.Builder
	next, printed := 0, ""
	for phrase != "" {
		k := strings.IndexAny(phrase, "%{")
		if k < 0 {
			break
		}
		b.WriteString(phrase[:k])
		phrase = phrase[k:]
		if phrase[0] == '{' {
			forms, length := formsOf(phrase)
			if forms == nil {
				b.WriteByte('{')
			} else {
				b.WriteString(s.form(printed, forms))
			}
			phrase = phrase[length:]
			continue
		}
		verb := verbOf(phrase)
		phrase = phrase[len(verb):]
		if strings.HasSuffix(verb, "%") && len(verb) > 1 {
			b.WriteByte('%')
			continue
		}
		printed, next = s.print(verb, args, next)
		b.WriteString(printed)
	}
	b.WriteString(phrase)
	return b.String()
}

// formsOf reads {one/other} at the start of a phrase; nil where it is nothing of the kind.
func formsOf(phrase string) (forms []string, length int) {
	end := strings.IndexByte(phrase, '}')
	if end < 0 || !strings.Contains(phrase[:end], "/") || strings.Contains(phrase[:end], ":") {
		return nil, 1
	}
	return strings.Split(phrase[1:end], "/"), end + 1
}

// verbOf is the verb at the start of a phrase, its flags and its index included.
func verbOf(phrase string) string {
	for k := 1; k < len(phrase); k++ {
		if c := phrase[k]; c == '%' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' {
			return phrase[:k+1]
		}
	}
	return phrase
}

// print writes one argument and gives the place of the next.
func (s *speech) print(verb string, args []any, next int) (string, int) {
	if open, end := strings.IndexByte(verb, '['), strings.IndexByte(verb, ']'); open > 0 && end > open {
		n, err := strconv.Atoi(verb[open+1 : end])
		if err == nil {
			next, verb = n-1, verb[:open]+verb[end+1:]
		}
	}
	last := next + strings.Count(verb, "*") // a width of its own
	if next < 0 || last >= len(args) {
		return "%!" + verb[1:] + "(MISSING)", next
	}
	out := fmt.Sprintf(verb, args[next:last+1]...)
	switch args[last].(type) {
	case float64, float32:
		out = s.point(out)
	}
	return out, last + 1
}

// point writes a number that Go has formatted with the decimal mark of the language.
func (s *speech) point(number string) string { return strings.Replace(number, ".", s.comma, 1) }

// digits reads a printed number: its whole part without groups, and its decimals.
func digits(printed string) (whole int, decimals string, ok bool) {
	bare := strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "", ",", ".", "-", "", "+", "").Replace(printed)
	left, decimals, _ := strings.Cut(bare, ".")
	if len(left) > 9 {
		left = left[len(left)-9:] // the last digits decide
	}
	whole, err := strconv.Atoi(left)
	if err != nil {
		return 0, "", false
	}
	for _, d := range decimals {
		if d < '0' || d > '9' {
			return 0, "", false
		}
	}
	return whole, decimals, true
}
