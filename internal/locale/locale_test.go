package locale_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"

	"turno/forecast/calendar"
	"turno/internal/locale"
)

func ExampleLocale() {
	l, _ := locale.Of("it-IT")
	fmt.Println(l.Number("#,##0.0"), "|", l.Money("EUR"), "|", l.Date)
	// Output: [$-410]#,##0.0 | [$-410]#,##0.00 [$€-410];[$-410]-#,##0.00 [$€-410] | dd/mm/yyyy
}

// TestCountries: every country whose holidays are known has a usual locale.
func TestCountries(t *testing.T) {
	for _, c := range calendar.Countries() {
		_, ok := locale.Of(locale.Usual(c))
		assert.True(t, ok, c)
	}
	_, ok := locale.Of(locale.Usual("XX"))
	assert.False(t, ok)
}
