package settings

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestExpressionNeeds(t *testing.T) {
	for text, want := range map[string][]string{
		`(?i)\b(giveaway|Promo code)\b`: {"giveaway", "promo code"},
		`(?i)^\s*rt @`:                  {"rt @"},
		`(?i)\b(dm|direct|pm us)\b`:     {"dm", "direct", "pm us"},
		`a?b+`:                          {"b"},
		`x*|y`:                          nil,
		`\?`:                            {"?"},
	} {
		e, err := Compile(text)
		require.NoError(t, err)
		assert.ElementsMatch(t, want, e.words, text)
	}
}

// FuzzExpression holds the search by words first against the plain one.
func FuzzExpression(f *testing.F) {
	for _, s := range [][2]string{{`(?i)\b(kiss|dm)\b`, "a \u212Ai\u017F\u017F for you"}, {`(?i)σας|ok`, "ΣΑΣ"}, {`(ab|c)+d{2,3}`, "xcdd"}, {`(?i)İ`, "i̇"}} {
		f.Add(s[0], s[1])
	}
	f.Fuzz(func(t *testing.T, pattern, text string) {
		e, err := Compile(pattern)
		if err != nil {
			return
		}
		assert.Equal(t, e.re.MatchString(text), e.Matches(text, Lower(text)), "%q in %q", pattern, text)
	})
}
