package result

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxStem is the longest name made for a file, in bytes, before its ending.
const maxStem = 120

// reserved are names that some systems keep for devices.
var reserved = strings.Fields("con prn aux nul com1 com2 com3 com4 com5 com6 com7 com8 com9 lpt1 lpt2 lpt3 lpt4 lpt5 lpt6 lpt7 lpt8 lpt9")

// FileNames gives every ID a name fit for a file, in the same order: letters, digits and
// - _ stay, runs of anything else become one dash. No two names are alike, not even where
// cases are not told apart: the later one gets a number.
func FileNames(ids []string) []string {
	out := make([]string, len(ids))
	taken := map[string]bool{}
	for i, id := range ids {
		stem := stem(id)
		name := stem
		for n := 2; taken[strings.ToLower(name)]; n++ {
			name = stem + "-" + strconv.Itoa(n)
		}
		taken[strings.ToLower(name)] = true
		out[i] = name
	}
	return out
}

func stem(id string) string {
	var b strings.Builder
	dash := false
	for _, r := range id {
		if r == utf8.RuneError || !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) && r != '_' && r != '-' {
			dash = true
			continue
		}
		if b.Len()+utf8.RuneLen(r) > maxStem {
			break
		}
		if dash && b.Len() > 0 {
			b.WriteByte('-')
		}
		dash = false
		b.WriteRune(r)
	}
	s := b.String()
	if s == "" || slices.Contains(reserved, strings.ToLower(s)) {
		return "agent" + s
	}
	return s
}
