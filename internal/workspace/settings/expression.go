package settings

import (
	"regexp"
	"regexp/syntax"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Expression is a regular expression that looks for words first: a text without any of the
// words that each match must hold is not searched. Millions of texts are read by rules, and
// few of them match.
type Expression struct {
	re    *regexp.Regexp
	words []string // in lower case; none where it has no such words
}

// Compile makes an expression in the syntax of RE2.
func Compile(text string) (*Expression, error) {
	re, err := regexp.Compile(text)
	if err != nil {
		return nil, err
	}
	tree, err := syntax.Parse(text, syntax.Perl)
	if err != nil {
		return nil, err
	}
	return &Expression{re, needed(tree.Simplify())}, nil
}

// Matches says whether the text holds a match; lower is the text by Lower.
func (e *Expression) Matches(text, lower string) bool {
	if len(e.words) == 0 {
		return e.re.MatchString(text)
	}
	for _, w := range e.words {
		if strings.Contains(lower, w) {
			return e.re.MatchString(text)
		}
	}
	return false
}

// Lower is the text in which the words of expressions are looked for.
func Lower(text string) string {
	lower := strings.ToLower(text)
	if strings.Contains(lower, "ſ") { // matches s where case does not count
		lower = strings.ReplaceAll(lower, "ſ", "s")
	}
	return lower
}

const mostWords = 40

// needed are words of which every match holds at least one, in lower case; nil where there
// are no such words.
func needed(x *syntax.Regexp) []string {
	switch x.Op {
	case syntax.OpLiteral:
		word := string(x.Rune)
		for _, r := range x.Rune {
			if !simple(r) {
				return nil
			}
		}
		return []string{Lower(word)}
	case syntax.OpCapture, syntax.OpPlus:
		return needed(x.Sub[0])
	case syntax.OpRepeat:
		if x.Min > 0 {
			return needed(x.Sub[0])
		}
	case syntax.OpConcat:
		var best []string
		for _, sub := range x.Sub {
			if words := needed(sub); words != nil && (best == nil || shortest(words) > shortest(best)) {
				best = words
			}
		}
		return best
	case syntax.OpAlternate:
		var all []string
		for _, sub := range x.Sub {
			words := needed(sub)
			if words == nil || len(all)+len(words) > mostWords {
				return nil
			}
			all = append(all, words...)
		}
		return all
	}
	return nil
}

// simple says whether all letters that fold into r are one in lower case.
func simple(r rune) bool {
	lower := Lower(string(r))
	for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
		if Lower(string(f)) != lower {
			return false
		}
	}
	return r != utf8.RuneError
}

func shortest(words []string) int {
	n := len(words[0])
	for _, w := range words {
		n = min(n, len(w))
	}
	return n
}
