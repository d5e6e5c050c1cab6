package table

import (
	"errors"
	"strconv"
	"strings"
	"unicode"
)

// split reads a cell that lists items separated by semicolons, each of words separated by
// blanks or commas. A word that holds a separator is in quotes with Go's escapes. Empty
// items are left out.
func split(s string) ([][]string, error) {
	var items [][]string
	var item []string
	for s != "" {
		switch c := s[0]; {
		case c == ';':
			if item != nil {
				items, item = append(items, item), nil
			}
			s = s[1:]
		case c == ' ' || c == '\t' || c == ',':
			s = s[1:]
		case c == '"':
			quoted, err := strconv.QuotedPrefix(s)
			if err != nil {
				return nil, errors.New("a quote that is not closed")
			}
			word, err := strconv.Unquote(quoted)
			if err != nil {
				return nil, err
			}
			item = append(item, word)
			s = s[len(quoted):]
		default:
			end := strings.IndexAny(s, "; \t,")
			if end < 0 {
				end = len(s)
			}
			item = append(item, s[:end])
			s = s[end:]
		}
	}
	if item != nil {
		items = append(items, item)
	}
	return items, nil
}

// word writes one word as split reads it.
func word(s string) string {
	if s == "" || strings.ContainsAny(s, "; \t,\"") || strings.IndexFunc(s, unicode.IsControl) >= 0 {
		return strconv.Quote(s)
	}
	return s
}
