package settings_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/internal/workspace/settings"
	"turno/skills"
)

// What turno.yaml says of a persona lies over what turno has; the rest stays.
func TestPersonasAreTheWorkspaces(t *testing.T) {
	s, err := settings.Decode("t", []byte(`queues: {chat: {channel: chat, language: it, slots: 2, work: {aht: 9m}}}
shifts: {day: {start: 09:00, length: 8h}}
contracts: {full: {week_hours: 40h}}
skills: {par: 60%, contact_worth: 2.50, personas: {chat: {weights: {wit: 9}, floors: {empathy: 0%, writing: 50%}, certificates: [policy, privacy]}}}
induction: {pace: [50%, 80%], training: 30%}
`))
	require.NoError(t, err)
	m := s.Skills
	chat, _ := m.Persona("chat")
	usual, _ := skills.Default().Persona("chat")
	assert.Equal(t, 9.0, chat.Weights[skills.Wit])
	assert.Equal(t, usual.Weights[skills.Writing], chat.Weights[skills.Writing])
	assert.Zero(t, chat.Floors[skills.Empathy])
	assert.Equal(t, 0.5, chat.Floors[skills.Writing])
	assert.Equal(t, []string{"policy", "privacy"}, chat.Certificates)
	assert.Equal(t, 540.0, m.Standard[skills.Chat], "the handle time of the queue where nothing is said")
	assert.Equal(t, 2, m.Slots[skills.Chat])
	assert.Equal(t, []skills.Language{"it"}, m.Spoken[skills.Chat])
	assert.Equal(t, skills.Induction{Pace: []float64{0.5, 0.8}, Training: []float64{0.3}}, m.Induction)
	assert.Equal(t, "2.5", s.ContactWorth.String())
	assert.Equal(t, 0.6, m.Par)
	assert.Equal(t, 0.1, m.Rework)
}
