package settings

import (
	"regexp"
	"regexp/syntax"
	"slices"
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
	if words, ok := exact(x); ok {
		return useful(words)
	}
	switch x.Op {
	case syntax.OpCapture, syntax.OpPlus:
		return needed(x.Sub[0])
	case syntax.OpRepeat:
		if x.Min > 0 {
			return needed(x.Sub[0])
		}
	case syntax.OpConcat:
		return neededOf(x.Sub)
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

// neededOf are the best words of parts that follow each other: those of a run of parts that
// are words themselves, joined, or of one part.
func neededOf(parts []*syntax.Regexp) (best []string) {
	take := func(words []string) {
		if words = useful(words); words != nil && (best == nil || shortest(words) > shortest(best)) {
			best = words
		}
	}
	run := []string{""}
	for _, part := range parts {
		words, ok := exact(part)
		if joined := product(run, words); ok && joined != nil {
			run = joined
			continue
		}
		take(run)
		if run = []string{""}; ok {
			run = words
		} else {
			take(needed(part))
		}
	}
	take(run)
	return best
}

// exact are all words that a part can match, where they are few.
func exact(x *syntax.Regexp) (words []string, ok bool) {
	switch x.Op {
	case syntax.OpEmptyMatch, syntax.OpBeginText, syntax.OpEndText, syntax.OpBeginLine, syntax.OpEndLine, syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		return []string{""}, true
	case syntax.OpLiteral:
		return lowered(x.Rune)
	case syntax.OpCharClass:
		for i := 0; i+1 < len(x.Rune); i += 2 {
			for r := x.Rune[i]; r <= x.Rune[i+1]; r++ {
				w, ok := lowered([]rune{r})
				if !ok || len(words) == 8 {
					return nil, false
				}
				words = append(words, w...)
			}
		}
		return words, len(words) > 0
	case syntax.OpCapture:
		return exact(x.Sub[0])
	case syntax.OpAlternate:
		for _, sub := range x.Sub {
			w, ok := exact(sub)
			if !ok || len(words)+len(w) > mostWords {
				return nil, false
			}
			words = append(words, w...)
		}
		return words, true
	case syntax.OpConcat:
		words = []string{""}
		for _, sub := range x.Sub {
			w, ok := exact(sub)
			if words = product(words, w); !ok || words == nil {
				return nil, false
			}
		}
		return words, true
	}
	return nil, false
}

func lowered(letters []rune) ([]string, bool) {
	for _, r := range letters {
		if !simple(r) {
			return nil, false
		}
	}
	return []string{Lower(string(letters))}, true
}

// product joins each of some words with each of others; nil where they are too many.
func product(a, b []string) (all []string) {
	if len(a)*len(b) > mostWords {
		return nil
	}
	for _, x := range a {
		for _, y := range b {
			all = append(all, x+y)
		}
	}
	return all
}

// useful are the words where none is empty, each once.
func useful(words []string) []string {
	words = slices.Clone(words)
	slices.Sort(words)
	words = slices.Compact(words)
	if len(words) == 0 || words[0] == "" {
		return nil
	}
	return words
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
