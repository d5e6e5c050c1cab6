package text

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

func TestPhrasesFallBackToEnglish(t *testing.T) {
	english := English(time.UTC, 0)
	assert.Equal(t, "2 of 1200", english.T("%d of %d", 2, 1200))
	assert.Equal(t, "no such phrase", english.In("it").T("no such phrase"))
	assert.Equal(t, english.T("%d agents", 3), english.In("tlh").T("%d agents", 3))
}
