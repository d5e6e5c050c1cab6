package result_test

import (
	"bytes"
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"turno/forecast/auto"
	"turno/internal/workspace/result"
)

// filled is a choice of which no field is zero, whatever fields it has.
func filled(queue string) auto.Choice {
	var c auto.Choice
	fill(reflect.ValueOf(&c).Elem())
	c.Queue = queue
	c.Members = append(c.Members, c.Members[0])
	for k := range c.Members {
		c.Members[k].Weight = 0.5
	}
	return c
}

func fill(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i))
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0))
	case reflect.Float64:
		v.SetFloat(0.1 + 1.0/3)
	case reflect.Int:
		v.SetInt(7)
	case reflect.String:
		v.SetString("name")
	case reflect.Bool:
		v.SetBool(true)
	}
}

// What is written is read back to the last bit, every field of it.
func TestChoiceComesBack(t *testing.T) {
	want := []auto.Choice{filled("a"), filled("b")}
	var b bytes.Buffer
	require.NoError(t, result.WriteChoice(&b, want))
	assert.NotRegexp(t, `"[A-Z]`, b.String(), "names in lower case")
	got, err := result.ReadChoice("choice.json", &b)
	require.NoError(t, err)
	assert.Equal(t, want, got)
}

func TestReadChoiceRefuses(t *testing.T) {
	for text, want := range map[string]string{
		``:                            "expected a choice.json",
		`{"version":1,"kind":"plan"}`: "expected a choice.json",
		`{"version":2,"kind":"choice","queues":[]}`:                                                                     "version 2",
		`{"version":1,"kind":"choice","queues":[{"queue":"a","members":[]}]}`:                                           `"a": 0 members`,
		`{"version":1,"kind":"choice","queues":[{"queue":"a","members":[{"method":"naive","weight":-1}]}]}`:             "weight -1",
		`{"version":1,"kind":"choice","queues":[{"queue":"a","members":[{"method":"naive","weight":0.3}]}]}`:            "weights make 0.3",
		`{"version":1,"kind":"choice","queues":[{"queue":"a","members":[{"method":"naive","weight":1}],"surprise":1}]}`: "surprise",
		`{"version":1,"kind":"choice","queues":[{"queue":7}]}`:                                                          "is a number",
	} {
		_, err := result.ReadChoice("choice.json", strings.NewReader(text))
		assert.ErrorContains(t, err, want, text)
	}
}

func FuzzReadChoice(f *testing.F) {
	f.Add(`{"version":1,"kind":"choice","queues":[{"queue":"a","members":[{"method":"naive","weight":1}]}]}`)
	f.Fuzz(func(t *testing.T, text string) {
		choices, err := result.ReadChoice("choice.json", strings.NewReader(text))
		if err != nil {
			return
		}
		assert.NoError(t, result.WriteChoice(&bytes.Buffer{}, choices))
	})
}
