package table

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestWeeksAheadInTheRotation(t *testing.T) {
	read := func(cell string) (int, error) {
		agents, err := ReadAgents("agents.csv", strings.NewReader("agent,contract,skills,rotation\nada,full,social,"+cell+"\n"), PeopleOptions{})
		if err != nil {
			return 0, err
		}
		return agents[0].Rotation, nil
	}
	for cell, want := range map[string]int{"": 0, "0": 0, "3": 3, "51": 51} {
		got, err := read(cell)
		require.NoError(t, err)
		assert.Equal(t, want, got, cell)
	}
	for _, cell := range []string{"-1", "52", "two", "1.5"} {
		_, err := read(cell)
		assert.ErrorContains(t, err, "a whole number from 0 to 51", cell)
	}
}
