package section

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestRead(t *testing.T) {
	var r Reader
	var got [][]string
	err := r.Read(strings.NewReader("# note\nSECTION_A\n\n1,2\n# note\n 3 \r\nSECTION_B\nx\n"), map[string]func([]string){
		"A": func(f []string) { got = append(got, f) },
		"B": func(f []string) { r.Number("b", f[0], 0, 9) },
	})
	require.NoError(t, err)
	assert.Equal(t, [][]string{{"1", "2"}, {"3"}}, got)
	assert.EqualError(t, r.Err(), `line 8: b "x", expected a whole number from 0 to 9`)
}

func TestAnEndlessLineIsRefused(t *testing.T) {
	var r Reader
	err := r.Read(strings.NewReader("SECTION_A\n"+strings.Repeat("x", maxLength+1)), map[string]func([]string){"A": func([]string) {}})
	assert.ErrorContains(t, err, "line 2")
}

func TestFaultsAreBounded(t *testing.T) {
	var r Reader
	require.NoError(t, r.Read(strings.NewReader(strings.Repeat("x\n", 1000)), nil))
	assert.Equal(t, maxFaults, strings.Count(r.Err().Error(), "before the first section"))
}
