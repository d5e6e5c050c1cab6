package main

import (
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
)

// The name of every stage of long work is told in the language of the reader, and short enough
// for a line of 80 columns.
func TestStages(t *testing.T) {
	for _, lang := range []string{"en", "it", "ru"} {
		for _, stage := range []string{"forecast", "overrides", "back-test", "roster", "simulate", "repairs", "replan", "scenarios", "capacity"} {
			name := shell{lang: &lang}.stage(stage)
			assert.LessOrEqual(t, utf8.RuneCountInString(name), 20, name)
			assert.True(t, lang == "en" || name != stage, "%s in %s", stage, lang)
		}
	}
}
